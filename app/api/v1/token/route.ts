import { z } from 'zod'
import { database } from '@/db/connection'
import { ACCESS_TOKEN_MAX_AGE_S, issueAccessToken } from '@/lib/auth/access-token'
import { clientAddress } from '@/lib/auth/client-address'
import { signInWithPassword } from '@/lib/auth/sign-in-with-password'
import { answer, toResponse } from '@/lib/http/answer'
import { boundary } from '@/lib/http/boundary'
import { readIdempotencyKey } from '@/lib/http/idempotency/idempotency-key'
import { methods } from '@/lib/http/methods'
import { readJsonBody } from '@/lib/http/read-json-body'
import { parseFields } from '@/lib/parse-fields'

const credentials = z.strictObject({
  email: z.string('Send an e-mail address.').max(1000),
  password: z.string('Send a password.').max(1000),
})

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  POST: boundary(async ({ request }) => {
    // Checked and not stored: a token moves nothing, and one that is kept beside a key could be stolen there.
    readIdempotencyKey(request)
    const { email, password } = parseFields(credentials, await readJsonBody(request))
    const address = clientAddress(request.headers)
    const user = await signInWithPassword(database(), { email, password, address })
    return toResponse(
      answer(200, {
        access_token: await issueAccessToken(user),
        token_type: 'Bearer',
        expires_in: ACCESS_TOKEN_MAX_AGE_S,
      }),
    )
  }),
})
