import { clientAddress } from '@/lib/auth/client-address'
import { limitSignUps } from '@/lib/auth/rate-limits'
import { answer } from '@/lib/http/answer'
import { secretFingerprint } from '@/lib/http/idempotency/fingerprint'
import { readIdempotencyKey } from '@/lib/http/idempotency/idempotency-key'
import { runInTransaction } from '@/lib/http/idempotency/run-in-transaction'
import { methods } from '@/lib/http/methods'
import { presentUser, userSchema } from '@/lib/http/present-user'
import { publicRoute } from '@/lib/http/route'
import { createUser, newUserSchema } from '@/lib/users/create-user'

/** Nobody is signed in yet: the keys of these calls belong to no user, but to the address that signs up. */
const NOBODY = '00000000-0000-0000-0000-000000000000'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  POST: publicRoute({
    describe: {
      id: 'createUser',
      summary: 'Sign up',
      tags: ['Access'],
      answers: { 201: userSchema },
      errors: ['email_taken'],
      example: { body: { email: 'grace@example.com', password: 'correct horse battery', name: 'Grace' } },
    },
    body: newUserSchema,
    idempotencyKey: 'optional',
    run: async ({ db, request, body: wish }) => {
      const key = readIdempotencyKey(request)
      await limitSignUps(db, clientAddress(request.headers))
      const keyed = key
        ? {
            userId: NOBODY,
            operation: `POST /api/v1/users ${wish.email}`,
            key,
            requestHash: secretFingerprint({ body: wish, query: '' }),
          }
        : undefined
      return runInTransaction(db, keyed, async (tx) => answer(201, presentUser(await createUser(tx, wish))))
    },
  }),
})
