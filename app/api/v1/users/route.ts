import { database } from '@/db/connection'
import { clientAddress } from '@/lib/auth/client-address'
import { limitSignUps } from '@/lib/auth/rate-limits'
import { answer, toResponse } from '@/lib/http/answer'
import { boundary } from '@/lib/http/boundary'
import { secretFingerprint } from '@/lib/http/idempotency/fingerprint'
import { readIdempotencyKey } from '@/lib/http/idempotency/idempotency-key'
import { runInTransaction } from '@/lib/http/idempotency/run-in-transaction'
import { methods } from '@/lib/http/methods'
import { presentUser } from '@/lib/http/present-user'
import { readJsonBody } from '@/lib/http/read-json-body'
import { parseFields } from '@/lib/parse-fields'
import { createUser, newUserSchema } from '@/lib/users/create-user'

/** Nobody is signed in yet: the keys of these calls belong to no user, but to the address that signs up. */
const NOBODY = '00000000-0000-0000-0000-000000000000'

const createAccount = boundary(async ({ request }) => {
  const db = database()
  const key = readIdempotencyKey(request)
  const body = await readJsonBody(request)
  const wish = parseFields(newUserSchema, body)
  await limitSignUps(db, clientAddress(request.headers))
  const keyed = key
    ? {
        userId: NOBODY,
        operation: `POST /api/v1/users ${wish.email}`,
        key,
        requestHash: secretFingerprint({ body, query: '' }),
      }
    : undefined
  return toResponse(
    await runInTransaction(db, keyed, async (tx) => answer(201, presentUser(await createUser(tx, wish)))),
  )
})

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ POST: createAccount })
