import { z } from 'zod'
import type { Database } from '@/db/client'
import { database } from '@/db/connection'
import { appNow } from '@/db/now'
import type { AdminAuthor } from '@/lib/audit/admin-author'
import { clientAddress } from '@/lib/auth/client-address'
import { limitSignUps } from '@/lib/auth/rate-limits'
import { answer, toResponse } from '@/lib/http/answer'
import { authenticateRequest } from '@/lib/http/authenticate-request'
import { boundary } from '@/lib/http/boundary'
import { cursorField, DEFAULT_LIMIT, limitField } from '@/lib/http/fields'
import { secretFingerprint } from '@/lib/http/idempotency/fingerprint'
import { readIdempotencyKey } from '@/lib/http/idempotency/idempotency-key'
import { runInTransaction } from '@/lib/http/idempotency/run-in-transaction'
import { methods } from '@/lib/http/methods'
import { presentListedUser, presentUser } from '@/lib/http/present-user'
import { readJsonBody } from '@/lib/http/read-json-body'
import { readRoute } from '@/lib/http/route'
import { parseFields } from '@/lib/parse-fields'
import { createUser, newUserSchema } from '@/lib/users/create-user'
import { emailSchema } from '@/lib/users/email'
import { listUsers } from '@/lib/users/list-users'

/** Nobody is signed in yet: the keys of these calls belong to no user, but to the address that signs up. */
const NOBODY = '00000000-0000-0000-0000-000000000000'

const createAccount = boundary(async ({ request }) => {
  const db = database()
  const key = readIdempotencyKey(request)
  const body = await readJsonBody(request)
  const wish = parseFields(newUserSchema, body)
  // An operator's server signs many people up from one address.
  const author = await operatorOf(db, request)
  if (!author) await limitSignUps(db, clientAddress(request.headers))
  const keyed = key
    ? {
        userId: NOBODY,
        operation: `POST /api/v1/users ${wish.email}`,
        key,
        requestHash: secretFingerprint({ body, query: '' }),
      }
    : undefined
  return toResponse(
    await runInTransaction(db, keyed, async (tx) =>
      answer(201, presentUser(await createUser(tx, wish, author))),
    ),
  )
})

/** The operator who calls, if one does. @throws AppError `unauthenticated` for a key or token that is none. */
async function operatorOf(db: Database, request: Request): Promise<AdminAuthor | undefined> {
  if (!request.headers.has('authorization')) return undefined
  const { operator, userId, actor } = await authenticateRequest(db, request)
  return operator ? { adminId: userId, actor } : undefined
}

const filter = z.strictObject({
  /** The whole address. */
  email: emailSchema.optional(),
  /** Part of it. */
  q: z.string().trim().max(254, 'An e-mail address has at most 254 characters.').optional(),
  limit: limitField,
  cursor: cursorField,
})

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: readRoute({
    scope: 'operator',
    query: filter,
    run: async ({ db, input }) => {
      const { email, q: search, limit = DEFAULT_LIMIT, cursor } = input
      const { rows, nextCursor } = await listUsers(db, {
        email,
        search,
        limit,
        cursor,
        asOf: await appNow(db),
      })
      return answer(200, { data: rows.map(presentListedUser), next_cursor: nextCursor })
    },
  }),
  POST: createAccount,
})
