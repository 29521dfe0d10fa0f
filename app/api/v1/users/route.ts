import { z } from 'zod'
import type { Database } from '@/db/client'
import { appNow } from '@/db/now'
import type { AdminAuthor } from '@/lib/audit/admin-author'
import { clientAddress } from '@/lib/auth/client-address'
import { limitSignUps } from '@/lib/auth/rate-limits'
import { answer } from '@/lib/http/answer'
import { pageOfSchema } from '@/lib/http/answer-fields'
import { authenticateRequest } from '@/lib/http/authenticate-request'
import { cursorField, DEFAULT_LIMIT, limitField } from '@/lib/http/fields'
import { secretFingerprint } from '@/lib/http/idempotency/fingerprint'
import { readIdempotencyKey } from '@/lib/http/idempotency/idempotency-key'
import { runInTransaction } from '@/lib/http/idempotency/run-in-transaction'
import { methods } from '@/lib/http/methods'
import { listedUserSchema, presentListedUser, presentUser, userSchema } from '@/lib/http/present-user'
import { publicRoute, readRoute } from '@/lib/http/route'
import { createUser, newUserSchema } from '@/lib/users/create-user'
import { emailSchema } from '@/lib/users/email'
import { listUsers } from '@/lib/users/list-users'

/** Nobody is signed in yet: the keys of these calls belong to no user, but to the address that signs up. */
const NOBODY = '00000000-0000-0000-0000-000000000000'

/** The operator who calls, if one does. @throws AppError `unauthenticated` for a key or token that is none. */
async function operatorOf(db: Database, request: Request): Promise<AdminAuthor | undefined> {
  if (!request.headers.has('authorization')) return undefined
  const { operator, userId, actor } = await authenticateRequest(db, request)
  return operator ? { adminId: userId, actor } : undefined
}

const filter = z.strictObject({
  email: emailSchema.describe('The whole address.').optional(),
  q: z
    .string()
    .trim()
    .max(254, 'An e-mail address has at most 254 characters.')
    .describe('Part of an address.')
    .optional(),
  limit: limitField,
  cursor: cursorField,
})

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: readRoute({
    scope: 'operator',
    describe: {
      id: 'listUsers',
      summary: 'Users, newest first',
      tags: ['Operators'],
      answers: { 200: pageOfSchema(listedUserSchema) },
      errors: [],
      example: { query: { email: 'ada@example.com' } },
    },
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
  POST: publicRoute({
    describe: {
      id: 'createUser',
      summary: 'Sign up',
      description:
        "So many an hour from one network address; an operator's server, with its key, as many as it likes.",
      tags: ['Access'],
      answers: { 201: userSchema },
      errors: ['email_taken', 'unauthenticated'],
      example: { body: { email: 'grace@example.com', password: 'correct horse battery', name: 'Grace' } },
    },
    body: newUserSchema,
    idempotencyKey: 'optional',
    run: async ({ db, request, body: wish }) => {
      const key = readIdempotencyKey(request)
      // An operator's server signs many people up from one address.
      const author = await operatorOf(db, request)
      if (!author) await limitSignUps(db, clientAddress(request.headers))
      const keyed = key
        ? {
            userId: NOBODY,
            operation: `POST /api/v1/users ${wish.email}`,
            key,
            requestHash: secretFingerprint({ body: wish, query: '' }),
          }
        : undefined
      return runInTransaction(db, keyed, async (tx) =>
        answer(201, presentUser(await createUser(tx, wish, author))),
      )
    },
  }),
})
