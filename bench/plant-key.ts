import type postgres from 'postgres'
import { hashSecret, makeSecret, secretPrefix } from '@/lib/api-keys/secret'

/** A key of a user, put where the application would put it. @returns the secret. */
export async function plantKey(owner: postgres.Sql, userId: string, scopes: string[] = []): Promise<string> {
  const secret = makeSecret('live')
  await owner`
    insert into api_keys (user_id, name, prefix, hash, scopes)
    values (${userId}, 'bench', ${secretPrefix(secret)}, ${hashSecret(secret)}, ${scopes})`
  return secret
}
