import { and, eq, gt, isNull, or, type SQL, sql } from 'drizzle-orm'
import { apiKeys } from '@/db/schema'
import { type ApiScope, isApiScope } from './scopes'

/** A key as its owner sees it on the page: never the secret. */
export type ApiKey = {
  id: string
  userId: string
  name: string
  /** The first characters of the secret. */
  prefix: string
  /** What it is limited to; empty for one without limits, and for one whose scopes are no more. */
  scopes: ApiScope[]
  /** It was made without scopes: it may do whatever its user may, short of `operator`. */
  isUnlimited: boolean
  /** To about a minute; null if never used. */
  lastUsedAt: Date | null
  /** Null: never. */
  expiresAt: Date | null
  revokedAt: Date | null
  createdAt: Date
}

/** The columns of a key that may be shown. */
export const apiKeyColumns = {
  id: apiKeys.id,
  userId: apiKeys.userId,
  name: apiKeys.name,
  prefix: apiKeys.prefix,
  scopes: apiKeys.scopes,
  lastUsedAt: apiKeys.lastUsedAt,
  expiresAt: apiKeys.expiresAt,
  revokedAt: apiKeys.revokedAt,
  createdAt: apiKeys.createdAt,
}

/** A row as the domain knows it. A scope that is no more grants nothing, least of all everything. */
export function toApiKey(row: Omit<ApiKey, 'scopes' | 'isUnlimited'> & { scopes: string[] }): ApiKey {
  return { ...row, scopes: row.scopes.filter(isApiScope), isUnlimited: row.scopes.length === 0 }
}

/** Whether a key works. By the wall clock: the sandbox's test clock moves money, not keys. */
export const isActive = and(
  isNull(apiKeys.revokedAt),
  or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, sql`now()`)),
) as SQL

/** A user's keys that work. */
export function activeKeysOf(userId: string): SQL | undefined {
  return and(eq(apiKeys.userId, userId), isActive)
}
