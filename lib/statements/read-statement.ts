import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { appNow } from '@/db/now'
import { AppError, assert } from '../errors'
import { TRANSACTION_TYPES } from '../ledger/log/transaction-type'
import { breakDownUsage } from './break-down-usage'
import { listMovements, sumMovements } from './list-movements'
import type { Statement } from './statement'
import { parseMonth } from './statement-month'

/** Which statement. */
export type StatementQuery = {
  userId: string
  /** Such as `2026-03`. */
  month: string
  /** May be left out by a user with one wallet. */
  currency?: string | undefined
}

/**
 * The statement of a user's wallet for a month, all of it as of one instant. Usage comes to what the balances and the other
 * rows leave, which is what its rows come to; so the hours of a month need not be read to be summed.
 * @throws AppError `not_found` for a month before the wallet's first row or after this one, or a currency without a wallet;
 *   `invalid_request` if the user has several wallets and none is named.
 */
export async function readStatement(db: Database, query: StatementQuery): Promise<Statement> {
  return db.transaction((tx) => readWithin(tx, query), {
    isolationLevel: 'repeatable read',
    accessMode: 'read only',
  })
}

async function readWithin(tx: Database, { userId, month: text, currency: named }: StatementQuery) {
  const month = parseMonth(text)
  const asOf = await appNow(tx)
  const { walletId, currency } = await chooseWallet(tx, userId, named)
  const closingMinor = await balanceBefore(tx, walletId, month.to)
  if (closingMinor === null || month.from > asOf) throw noStatement()
  const openingMinor = (await balanceBefore(tx, walletId, month.from)) ?? 0n
  const span = { walletId, month }
  const sums = await sumMovements(tx, span)
  const count = sums.reduce((all, sum) => all + sum.count, 0)
  const usageMinor = closingMinor - openingMinor - sums.reduce((all, sum) => all + sum.amountMinor, 0n)
  assert(usageMinor <= 0n, 'usage lowers a balance')
  const totals = [
    ...sums,
    ...(usageMinor === 0n ? [] : [{ type: 'usage' as const, amountMinor: usageMinor }]),
  ]
  return {
    ...month,
    userId,
    currency,
    asOf,
    isSoFar: asOf < month.to,
    openingMinor,
    closingMinor,
    totals: TRANSACTION_TYPES.flatMap((type) =>
      totals.filter((total) => total.type === type).map(({ amountMinor }) => ({ type, amountMinor })),
    ),
    usage:
      usageMinor === 0n
        ? { by: 'subscription' as const, lines: [] }
        : await breakDownUsage(tx, span, usageMinor),
    movements: await listMovements(tx, span, count),
  }
}

async function chooseWallet(tx: Database, userId: string, currency: string | undefined) {
  const wallets = await tx.execute<{ id: string; currency: string }>(sql`
    select id, currency from wallets
     where user_id = ${userId} ${currency === undefined ? sql`` : sql`and currency = ${currency}`}`)
  const [wallet, ...more] = wallets
  if (!wallet) throw noStatement()
  if (more.length > 0) {
    throw new AppError('invalid_request', 'Say of which currency: there are several wallets.', {
      field: 'currency',
    })
  }
  return { walletId: BigInt(wallet.id), currency: wallet.currency }
}

/** Minor units after the last row posted before an instant; null if there is none. */
async function balanceBefore(tx: Database, walletId: bigint, instant: Date): Promise<bigint | null> {
  const [row] = await tx.execute<{ balance: string }>(sql`
    select balance from wallet_log(${walletId.toString()}::bigint, null, null,
                                   ${instant.toISOString()}::timestamptz, null, null, 1)`)
  return row ? BigInt(row.balance) : null
}

function noStatement(): AppError {
  return new AppError('not_found', 'There is no statement of this month.')
}
