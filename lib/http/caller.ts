import type { Database } from '@/db/client'
import type { KeyManager } from '@/lib/api-keys/key-manager'
import type { ApiScope } from '@/lib/api-keys/scopes'
import { findUser } from '@/lib/users/user'
import { AppError } from '../errors'

/** Who calls the API, by key or token. */
export type Caller = {
  /** The user whose key or token it is. */
  userId: string
  /** How the log names whoever caused something: `key:<id>` or `user:<id>`. */
  actor: string
  /** Nothing limits it but what its user may do. */
  isUnlimited: boolean
  /** What it may do otherwise; empty: nothing. */
  scopes: readonly ApiScope[]
  /** Whether it may act for other users. */
  operator: boolean
  /** The key it calls by; null for a token. */
  key: { expiresAt: Date | null; isOutgoing: boolean } | null
}

/** The caller as someone who makes and revokes keys. */
export function keyManagerOf({ actor, isUnlimited, scopes, operator, key }: Caller): KeyManager {
  return { actor, key: key && { ...key, isUnlimited, scopes, operator } }
}

/**
 * An operator key has no limits; what asks for the scope `operator` is for operators alone.
 * @throws AppError `forbidden` if the caller's key is limited to other things.
 */
export function requireScope(caller: Caller, scope: ApiScope): void {
  if (caller.operator) return
  if (scope !== 'operator' && (caller.isUnlimited || caller.scopes.includes(scope))) return
  throw new AppError('forbidden', `This key is not allowed to do this: it lacks the scope ${scope}.`, {
    extra: { scope },
  })
}

/**
 * The user that a call acts for: the caller, or whom an operator names as `user` in the body or the query.
 * @throws AppError `forbidden` if others than an operator name someone else, whoever that is; `not_found` for an
 *   unknown user; `invalid_request` if body and query name two.
 */
export async function resolveUser(
  db: Database,
  caller: Caller,
  named: { body?: string | undefined; query?: string | undefined },
): Promise<string> {
  const { body, query } = named
  if (body !== undefined && query !== undefined && body !== query) {
    throw new AppError('invalid_request', 'The body and the query name two users.', { field: 'user' })
  }
  const userId = body ?? query ?? caller.userId
  if (userId === caller.userId) return userId
  if (!caller.operator) {
    throw new AppError('forbidden', 'Only an operator may act for another user.', { field: 'user' })
  }
  if (!(await findUser(db, userId)))
    throw new AppError('not_found', 'There is no such user.', { field: 'user' })
  return userId
}
