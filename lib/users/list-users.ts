import { and, desc, ilike, lt, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Database } from '@/db/client'
import { users } from '@/db/schema'
import { foreignCursor, type Page, pageOf } from '../page'
import { type User, userColumns } from './user'

/** Which users an admin looks at, newest first. */
export type UserQuery = {
  /** Part of the e-mail address. */
  search?: string | undefined
  /** The instant that balances are shown for. */
  asOf: Date
  limit: number
  /** The id of the last one of the page before. */
  cursor?: string | undefined
}

/** A user in the admin's list, with what is on their wallets. */
export type ListedUser = User & {
  balances: {
    currency: string
    balanceMinor: bigint
    /** Balance less usage not yet charged. */
    availableMinor: bigint
    hourlyRateMicros: bigint
  }[]
}

type WalletJson = { currency: string; balance: string; available: string; rate: string }

/**
 * A page of all users, and the cursor of the next one or null at the end. The caller has checked that an admin asks.
 * @throws AppError `invalid_request` for a cursor that was not given by this list.
 */
export async function listUsers(
  db: Database,
  { search, asOf, limit, cursor }: UserQuery,
): Promise<Page<ListedUser>> {
  if (cursor !== undefined && !z.guid().safeParse(cursor).success) {
    throw foreignCursor()
  }
  const at = sql`${asOf.toISOString()}::timestamptz`
  // Whole numbers travel as text: JSON would turn them into doubles. `users.id` is spelled out, because Drizzle writes
  // a column of the only table without its table, and inside the subquery that would be the wallet's id.
  const wallets = sql<WalletJson[]>`coalesce((
    select json_agg(json_build_object(
             'currency', w.currency,
             'balance', w.balance::text,
             'available', available(w.balance, w.hourly_rate_micros, w.carry, w.last_hourly_billing, ${at})::text,
             'rate', w.hourly_rate_micros::text) order by w.currency)
      from wallets w where w.user_id = users.id), '[]'::json)`
  const found = await db
    .select({ ...userColumns, wallets })
    .from(users)
    .where(
      and(
        search ? ilike(users.email, `%${literal(search.trim())}%`) : undefined,
        cursor === undefined ? undefined : lt(users.id, cursor),
      ),
    )
    .orderBy(desc(users.id))
    .limit(limit + 1)
  const { rows, nextCursor } = pageOf(found, limit, ({ id }) => id)
  return {
    rows: rows.map(({ wallets: list, ...user }) => ({ ...user, balances: list.map(toBalance) })),
    nextCursor,
  }
}

/** The signs that LIKE gives a meaning stand for themselves; Postgres stores no NUL, so none can be found. */
function literal(search: string): string {
  return search.replaceAll('\0', '').replace(/[\\%_]/g, '\\$&')
}

function toBalance(wallet: WalletJson) {
  return {
    currency: wallet.currency,
    balanceMinor: BigInt(wallet.balance),
    availableMinor: BigInt(wallet.available),
    hourlyRateMicros: BigInt(wallet.rate),
  }
}
