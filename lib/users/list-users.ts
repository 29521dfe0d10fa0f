import { and, desc, eq, ilike, lt, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { users } from '@/db/schema'
import { AppError } from '../errors'
import { assertIdCursor, type Page, pageOf } from '../page'
import { type User, userColumns } from './user'

/** Which users an admin looks at, newest first. */
export type UserQuery = {
  /** Part of the e-mail address. */
  search?: string | undefined
  /** The whole of it, as it is stored. */
  email?: string | undefined
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
  { search, email, asOf, limit, cursor }: UserQuery,
): Promise<Page<ListedUser>> {
  assertIdCursor(cursor)
  const found = await db
    .select(columnsAt(asOf))
    .from(users)
    .where(
      and(
        email === undefined ? undefined : eq(users.email, email),
        search ? ilike(users.email, `%${literal(search.trim())}%`) : undefined,
        cursor === undefined ? undefined : lt(users.id, cursor),
      ),
    )
    .orderBy(desc(users.id))
    .limit(limit + 1)
  const { rows, nextCursor } = pageOf(found, limit, ({ id }) => id)
  return {
    rows: rows.map(toListed),
    nextCursor,
  }
}

/** One user as the list has them. @throws AppError `not_found`. */
export async function readListedUser(
  db: Database,
  { userId, asOf }: { userId: string; asOf: Date },
): Promise<ListedUser> {
  const [found] = await db.select(columnsAt(asOf)).from(users).where(eq(users.id, userId))
  if (!found) throw new AppError('not_found', 'There is no such user.')
  return toListed(found)
}

function columnsAt(asOf: Date) {
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
  return { ...userColumns, wallets }
}

function toListed({ wallets, ...user }: User & { wallets: WalletJson[] }): ListedUser {
  return { ...user, balances: wallets.map(toBalance) }
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
