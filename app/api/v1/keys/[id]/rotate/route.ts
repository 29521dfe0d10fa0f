import { z } from 'zod'
import { DEFAULT_OVERLAP_HOURS, MAX_OVERLAP_HOURS, rotateApiKey } from '@/lib/api-keys/rotate-api-key'
import { secretAnswer } from '@/lib/http/answer'
import { keyManagerOf } from '@/lib/http/caller'
import { actedForField, integerField } from '@/lib/http/fields'
import { methods } from '@/lib/http/methods'
import { EXAMPLES } from '@/lib/http/openapi/examples'
import { pathId } from '@/lib/http/path-id'
import { newApiKeySchema, presentApiKey } from '@/lib/http/present-api-key'
import { writeRoute } from '@/lib/http/route'

const rotation = z.strictObject({
  overlap_hours: integerField(0, MAX_OVERLAP_HOURS)
    .default(DEFAULT_OVERLAP_HOURS)
    .meta({ description: 'How long the present secret works on beside the new one; 0 ends it at once.' }),
  user: actedForField,
})

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  POST: writeRoute({
    scope: 'keys:write',
    describe: {
      id: 'rotateKey',
      summary: 'Give an API key a new secret',
      description:
        'Name, scopes and expiry stay. A secret that is still in an overlap of an earlier rotation ends at once.',
      tags: ['Access'],
      answers: { 200: newApiKeySchema },
      errors: ['conflict'],
      example: { params: { id: EXAMPLES.key }, body: { overlap_hours: 24 } },
    },
    body: rotation,
    mayBeEmpty: true,
    run: async ({ db, caller, userId, params, input }) => {
      const wish = { userId, keyId: pathId(params), overlapHours: input.overlap_hours }
      const { key, secret } = await rotateApiKey(db, wish, keyManagerOf(caller))
      return secretAnswer(200, presentApiKey(key), { secret })
    },
  }),
})
