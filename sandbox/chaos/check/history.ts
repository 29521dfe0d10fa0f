import type postgres from 'postgres'

/** A row of a wallet's log. Instants are milliseconds since the epoch, amounts minor units. */
export type LogRow = {
  walletId: string
  seq: bigint
  type: string
  amount: bigint
  balance: bigint
  atMs: bigint
  /** The period of usage, and the rate it says. */
  usage: { startMs: bigint; endMs: bigint; rate: bigint } | null
  key: string | null
}

/** A change of a wallet's rate, in micros per hour. */
export type RateChange = { walletId: string; atMs: bigint; rate: bigint; cause: string }

/** A wallet, its whole log and all changes of its rate, each in the order written. */
export type WalletHistory = {
  walletId: string
  userId: string
  balance: bigint
  held: bigint
  rate: bigint
  carry: bigint
  settledToMs: bigint
  log: LogRow[]
  changes: RateChange[]
  holds: {
    id: string
    amount: bigint
    status: string
    expiresMs: bigint
    endedMs: bigint | null
    /** What was charged, and the row that says so. */
    captured: { amount: bigint; seq: bigint } | null
    key: string | null
  }[]
}

/** All that the check looks at, as text where it is only compared. */
export type History = {
  wallets: WalletHistory[]
  /** Rows of a log whose wallet does not exist. */
  strays: LogRow[]
  subscriptions: {
    id: string
    userId: string
    walletId: string
    key: string | null
    status: string
    name: string
  }[]
  prices: { tariffId: string; rate: string; from: string }[]
}

const PAGE_ROWS = 2_000
const ms = (column: string) => `(extract(epoch from ${column}) * 1000)::bigint::text`

/**
 * Reads the history row by row, in plain SQL: none of the product's own queries takes part in the proof.
 * @param tx a transaction, so that all of it is of one instant.
 */
export async function readHistory(tx: postgres.TransactionSql): Promise<History> {
  const wallets = await tx.unsafe(`
    select id::text, user_id, balance::text, held::text, hourly_rate_micros::text as rate, carry::text,
           ${ms('last_hourly_billing')} as settled
      from wallets order by wallets.id`)
  const history: History = {
    wallets: wallets.map((row) => ({
      walletId: row.id,
      userId: row.user_id,
      balance: BigInt(row.balance),
      held: BigInt(row.held),
      rate: BigInt(row.rate),
      carry: BigInt(row.carry),
      settledToMs: BigInt(row.settled),
      log: [],
      changes: [],
      holds: [],
    })),
    strays: [],
    subscriptions: [],
    prices: [],
  }
  const byId = new Map(history.wallets.map((wallet) => [wallet.walletId, wallet]))
  const log = tx.unsafe(`
    select wallet_id::text, seq::text, type, amount::text, balance::text, ${ms('datetime')} as at,
           ${ms('period_start')} as start, ${ms('period_end')} as end, hourly_rate_micros::text as rate,
           idempotency_key as key
      from transactions order by transactions.wallet_id, transactions.seq`)
  for await (const rows of log.cursor(PAGE_ROWS)) {
    for (const row of rows.map(toLogRow)) (byId.get(row.walletId)?.log ?? history.strays).push(row)
  }
  const changes = tx.unsafe(`
    select wallet_id::text as "walletId", ${ms('at')} as at, hourly_rate_micros::text as rate, cause
      from rate_changes order by wallet_id, id`)
  for await (const rows of changes.cursor(PAGE_ROWS)) {
    for (const { walletId, at, rate, cause } of rows) {
      byId.get(walletId)?.changes.push({ walletId, atMs: BigInt(at), rate: BigInt(rate), cause })
    }
  }
  const holds = await tx.unsafe(`
    select wallet_id::text as wallet, id, amount::text, status, ${ms('expires_at')} as expires, ${ms('ended_at')} as ended,
           captured_amount::text as captured, captured_seq::text as seq, idempotency_key as key
      from holds order by id`)
  for (const { wallet, id, status, key, ...row } of holds) {
    byId.get(wallet)?.holds.push({
      id,
      status,
      key,
      amount: BigInt(row.amount),
      expiresMs: BigInt(row.expires),
      endedMs: row.ended === null ? null : BigInt(row.ended),
      captured: row.captured === null ? null : { amount: BigInt(row.captured), seq: BigInt(row.seq) },
    })
  }
  history.subscriptions = await tx.unsafe(`
    select id, user_id as "userId", wallet_id::text as "walletId", idempotency_key as key, status, name
      from subscriptions order by id`)
  // The first price of each tariff was planted, and has always held.
  const prices = await tx.unsafe(`
    select tariff_id, hourly_rate_micros::text as rate, ${ms('effective_from')} as at
      from tariff_prices where effective_from > to_timestamp(0) order by id`)
  history.prices = prices.map(({ tariff_id, rate, at }) => {
    return { tariffId: tariff_id, rate, from: new Date(Number(at)).toISOString() }
  })
  return history
}

function toLogRow(row: postgres.Row): LogRow {
  return {
    walletId: row.wallet_id,
    seq: BigInt(row.seq),
    type: row.type,
    amount: BigInt(row.amount),
    balance: BigInt(row.balance),
    atMs: BigInt(row.at),
    usage:
      row.type === 'usage'
        ? { startMs: BigInt(row.start), endMs: BigInt(row.end), rate: BigInt(row.rate) }
        : null,
    key: row.key,
  }
}
