import { apiKeys } from '@/db/schema'
import { type ApiScope, isApiScope } from './scopes'

/** A key as its owner sees it on the page: never the secret. */
export type ApiKey = {
  id: string
  userId: string
  name: string
  /** The first characters of the secret. */
  prefix: string
  /** Empty: whatever its user may do. */
  scopes: ApiScope[]
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

/** A row as the domain knows it. */
export function toApiKey(row: Omit<ApiKey, 'scopes'> & { scopes: string[] }): ApiKey {
  return { ...row, scopes: row.scopes.filter(isApiScope) }
}
