import { inArray } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { users } from '@/db/schema'

/** The e-mail addresses of users, by their ids. */
export async function listEmails(db: Database, userIds: readonly string[]): Promise<Map<string, string>> {
  const found = await db
    .select({ id: users.id, email: users.email })
    .from(users)
    .where(inArray(users.id, [...new Set(userIds)]))
  return new Map(found.map(({ id, email }) => [id, email]))
}
