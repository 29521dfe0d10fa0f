import { z } from 'zod'
import { readApiKey } from '@/lib/api-keys/read-api-key'
import { revokeApiKey } from '@/lib/api-keys/revoke-api-key'
import { answer } from '@/lib/http/answer'
import { keyManagerOf } from '@/lib/http/caller'
import { actedForField } from '@/lib/http/fields'
import { methods } from '@/lib/http/methods'
import { EXAMPLES } from '@/lib/http/openapi/examples'
import { pathId } from '@/lib/http/path-id'
import { apiKeySchema, presentApiKey } from '@/lib/http/present-api-key'
import { readRoute, writeRoute } from '@/lib/http/route'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: readRoute({
    scope: 'keys:read',
    describe: {
      id: 'getKey',
      summary: 'One API key',
      tags: ['Access'],
      answers: { 200: apiKeySchema },
      errors: [],
      example: { params: { id: EXAMPLES.key } },
    },
    query: z.strictObject({ user: actedForField }),
    run: async ({ db, userId, params }) =>
      answer(200, presentApiKey(await readApiKey(db, { userId, keyId: pathId(params) }))),
  }),
  DELETE: writeRoute({
    scope: 'keys:write',
    describe: {
      id: 'revokeKey',
      summary: 'Revoke an API key for good',
      description: 'Both its secrets end at once. One that is revoked already stays as it was.',
      tags: ['Access'],
      answers: { 200: apiKeySchema },
      errors: [],
      example: { params: { id: EXAMPLES.key } },
    },
    run: async ({ db, caller, userId, params }) => {
      const own = { userId, keyId: pathId(params) }
      return answer(200, presentApiKey(await revokeApiKey(db, own, keyManagerOf(caller))))
    },
  }),
})
