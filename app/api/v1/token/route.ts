import { z } from 'zod'
import { ACCESS_TOKEN_MAX_AGE_S, issueAccessToken } from '@/lib/auth/access-token'
import { clientAddress } from '@/lib/auth/client-address'
import { signInWithPassword } from '@/lib/auth/sign-in-with-password'
import { answer } from '@/lib/http/answer'
import { readIdempotencyKey } from '@/lib/http/idempotency/idempotency-key'
import { methods } from '@/lib/http/methods'
import { publicRoute } from '@/lib/http/route'

const credentials = z.strictObject({
  email: z.string('Send an e-mail address.').max(1000),
  password: z.string('Send a password.').max(1000),
})

const tokenSchema = z
  .strictObject({
    access_token: z.string().describe('A JWT. Its payload carries `user_id`.'),
    token_type: z.literal('Bearer'),
    expires_in: z.int().describe('Seconds.'),
  })
  .meta({ id: 'AccessToken' })

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  POST: publicRoute({
    describe: {
      id: 'createToken',
      summary: 'Take an access token for a password',
      tags: ['Access'],
      answers: { 200: tokenSchema },
      errors: ['invalid_credentials', 'forbidden'],
      example: { body: { email: 'ada@example.com', password: 'correct horse battery' } },
    },
    body: credentials,
    run: async ({ db, request, body }) => {
      // Checked and not stored: a token moves nothing, and one that is kept beside a key could be stolen there.
      readIdempotencyKey(request)
      const user = await signInWithPassword(db, { ...body, address: clientAddress(request.headers) })
      return answer(200, {
        access_token: await issueAccessToken(user),
        token_type: 'Bearer',
        expires_in: ACCESS_TOKEN_MAX_AGE_S,
      } satisfies z.input<typeof tokenSchema>)
    },
  }),
})
