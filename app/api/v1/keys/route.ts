import { z } from 'zod'
import { createApiKey } from '@/lib/api-keys/create-api-key'
import { pageApiKeys } from '@/lib/api-keys/list-api-keys'
import { API_SCOPES } from '@/lib/api-keys/scopes'
import { answer, secretAnswer } from '@/lib/http/answer'
import { pageOfSchema } from '@/lib/http/answer-fields'
import { keyManagerOf } from '@/lib/http/caller'
import {
  actedForField,
  DEFAULT_LIMIT,
  idCursorField,
  instantField,
  limitField,
  textField,
} from '@/lib/http/fields'
import { methods } from '@/lib/http/methods'
import { apiKeySchema, newApiKeySchema, presentApiKey } from '@/lib/http/present-api-key'
import { readRoute, writeRoute } from '@/lib/http/route'

const newKey = z.strictObject({
  name: textField(100).min(1, 'Give the key a name.').describe('Where it will be used.'),
  scopes: z
    .array(z.enum(API_SCOPES, `Send some of ${API_SCOPES.join(', ')}.`), 'Send a list of scopes.')
    .max(API_SCOPES.length, 'Send each scope once.')
    .default([])
    .meta({ description: 'What it is limited to. Left out: whatever its user may do, short of `operator`.' }),
  expires_at: instantField
    // By the wall clock, as keys are checked: the sandbox's test clock moves money, not keys.
    .refine((instant) => instant.getTime() > Date.now(), 'Send an instant that is still to come.')
    .optional()
    .meta({ description: 'Left out: never.' }),
  user: actedForField,
})

const page = z.strictObject({ limit: limitField, cursor: idCursorField, user: actedForField })

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: readRoute({
    scope: 'keys:read',
    describe: {
      id: 'listKeys',
      summary: 'API keys, newest first',
      description: 'Also those that no longer work.',
      tags: ['Access'],
      answers: { 200: pageOfSchema(apiKeySchema) },
      errors: [],
      example: { query: { limit: '10' } },
    },
    query: page,
    run: async ({ db, userId, input }) => {
      const { limit = DEFAULT_LIMIT, cursor } = input
      const { rows, nextCursor } = await pageApiKeys(db, { userId, limit, cursor })
      return answer(200, { data: rows.map(presentApiKey), next_cursor: nextCursor })
    },
  }),
  POST: writeRoute({
    scope: 'keys:write',
    describe: {
      id: 'createKey',
      summary: 'Make an API key',
      description:
        'A key can make keys that may do no more than itself, for no longer. Only an admin may make one with the scope `operator`.',
      tags: ['Access'],
      answers: { 201: newApiKeySchema },
      errors: ['conflict'],
      example: { body: { name: 'Shop', scopes: ['payments:read', 'payments:write'] } },
    },
    body: newKey,
    run: async ({ db, caller, userId, input }) => {
      const { name, scopes, expires_at: expiresAt } = input
      const wish = { userId, name, scopes, expiresAt }
      const { key, secret } = await createApiKey(db, wish, keyManagerOf(caller))
      return secretAnswer(201, presentApiKey(key), { secret })
    },
  }),
})
