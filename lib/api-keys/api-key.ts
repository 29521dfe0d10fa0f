import { and, eq, gt, isNull, or, type SQL, sql } from 'drizzle-orm'
import { apiKeys } from '@/db/schema'
import { AppError } from '../errors'
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
  /** The secret that was rotated out, while it still works; null otherwise. */
  previous: PreviousSecret | null
}

/** A secret that was replaced, and works a while longer. */
export type PreviousSecret = {
  prefix: string
  expiresAt: Date
  /** To about a minute, since it was replaced; null if it was not used since. */
  lastUsedAt: Date | null
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
  // By the database's clock, as the look-up by the old secret itself.
  hasPrevious: sql<boolean>`coalesce(${apiKeys.previousExpiresAt} > now(), false)`,
  previousPrefix: apiKeys.previousPrefix,
  previousExpiresAt: apiKeys.previousExpiresAt,
  previousLastUsedAt: apiKeys.previousLastUsedAt,
}

type ApiKeyRow = Omit<ApiKey, 'scopes' | 'isUnlimited' | 'previous'> & {
  scopes: string[]
  hasPrevious: boolean
  previousPrefix: string | null
  previousExpiresAt: Date | null
  previousLastUsedAt: Date | null
}

/** A row as the domain knows it. A scope that is no more grants nothing, least of all everything. */
export function toApiKey(row: ApiKeyRow): ApiKey {
  const { hasPrevious, previousPrefix, previousExpiresAt, previousLastUsedAt, ...key } = row
  const previous =
    hasPrevious && previousPrefix !== null && previousExpiresAt !== null && key.revokedAt === null
      ? { prefix: previousPrefix, expiresAt: previousExpiresAt, lastUsedAt: previousLastUsedAt }
      : null
  return { ...key, scopes: row.scopes.filter(isApiScope), isUnlimited: row.scopes.length === 0, previous }
}

/** The refusal of a key that a user has not, whether someone else has it or nobody. */
export function noSuchKey(): AppError {
  return new AppError('not_found', 'There is no such key.')
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
