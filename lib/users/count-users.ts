import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { users } from '@/db/schema'

/** How many accounts there are, and how many of them are blocked. */
export async function countUsers(db: Database): Promise<{ total: number; blocked: number }> {
  const [row] = await db
    .select({ total: sql<number>`count(*)::int`, blocked: sql<number>`count(${users.blockedAt})::int` })
    .from(users)
  return row ?? { total: 0, blocked: 0 }
}
