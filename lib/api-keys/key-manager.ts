import { AppError } from '../errors'
import type { ApiKey } from './api-key'
import type { ApiScope } from './scopes'

/** Who makes, rotates or revokes keys. */
export type KeyManager = {
  /** For the audit log: `user:<id>`, `key:<id>`. */
  actor: string
  /** The key by which it is asked for; null for a person who is signed in, or has a token. */
  key: ManagingKey | null
}

/** What a key may hand on is what it has. */
type ManagingKey = {
  isUnlimited: boolean
  scopes: readonly ApiScope[]
  /** Whether it may act for others. */
  operator: boolean
  expiresAt: Date | null
  /** It was shown by the secret that was rotated out. */
  isOutgoing: boolean
}

/** A person who is signed in. */
export function personOf(userId: string): KeyManager {
  return { actor: `user:${userId}`, key: null }
}

/**
 * A key manages keys that may do no more than itself, and for no longer; the secret that was rotated out none, since it
 * may have been rotated because it leaked.
 * @throws AppError `forbidden`, naming the field that asks for more.
 */
export function requireMayManage(
  { key }: KeyManager,
  target: Pick<ApiKey, 'isUnlimited' | 'scopes' | 'expiresAt'>,
): void {
  if (!key) return
  if (key.isOutgoing)
    throw new AppError('forbidden', 'This secret was replaced: manage keys with the new one.')
  const missing = target.scopes.filter((scope) => !allows(key, scope))
  if (missing.length > 0 || (target.isUnlimited && !key.operator && !key.isUnlimited)) {
    const more = missing.length > 0 ? missing.join(', ') : 'everything its user may'
    throw new AppError('forbidden', `A key manages keys that may do no more than itself, not ${more}.`, {
      field: 'scopes',
    })
  }
  if (key.expiresAt && (!target.expiresAt || target.expiresAt > key.expiresAt)) {
    throw new AppError('forbidden', 'A key that expires manages keys that expire no later than itself.', {
      field: 'expires_at',
    })
  }
}

function allows(key: ManagingKey, scope: ApiScope): boolean {
  if (key.operator) return true
  return scope !== 'operator' && (key.isUnlimited || key.scopes.includes(scope))
}
