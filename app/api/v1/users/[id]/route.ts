import { z } from 'zod'
import type { Database } from '@/db/client'
import { appNow } from '@/db/now'
import { AppError } from '@/lib/errors'
import { type Answer, answer } from '@/lib/http/answer'
import { flagField } from '@/lib/http/fields'
import { methods } from '@/lib/http/methods'
import { EXAMPLES } from '@/lib/http/openapi/examples'
import { pathId } from '@/lib/http/path-id'
import { listedUserSchema, presentListedUser } from '@/lib/http/present-user'
import { readRoute, writeRoute } from '@/lib/http/route'
import { editUser } from '@/lib/users/edit-user'
import { readListedUser } from '@/lib/users/list-users'
import { profileSchema } from '@/lib/users/update-profile'

const change = profileSchema
  .partial()
  .extend({ blocked: flagField.optional() })
  .refine(
    (given) => Object.values(given).some((value) => value !== undefined),
    'Say what to change: blocked, name or locale.',
  )

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: readRoute({
    scope: 'operator',
    describe: {
      id: 'getUser',
      summary: 'One user',
      tags: ['Operators'],
      answers: { 200: listedUserSchema },
      errors: [],
      example: { params: { id: EXAMPLES.user } },
    },
    query: z.strictObject({}),
    run: async ({ db, params }) => userAnswer(db, pathId(params)),
  }),
  PATCH: writeRoute({
    scope: 'operator',
    describe: {
      id: 'changeUser',
      summary: 'Block, unblock or rename a user',
      description: 'Of one who is blocked no sign-in, session, token or key works; what runs goes on.',
      tags: ['Operators'],
      answers: { 200: listedUserSchema },
      errors: [],
      example: { params: { id: EXAMPLES.user }, body: { name: 'Ada Lovelace' } },
    },
    body: change,
    run: async ({ db, caller, namedUser, params, input }) => {
      const userId = pathId(params)
      if (namedUser !== undefined && namedUser !== userId)
        throw new AppError('not_found', 'This is not the user who is named.', { field: 'user' })
      await editUser(db, { ...input, userId, adminId: caller.userId, actor: caller.actor })
      return userAnswer(db, userId)
    },
  }),
})

async function userAnswer(db: Database, userId: string): Promise<Answer> {
  return answer(200, presentListedUser(await readListedUser(db, { userId, asOf: await appNow(db) })))
}
