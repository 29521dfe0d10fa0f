import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { pgArray } from '@/db/pg-array'
import { preparedStatement } from '@/db/prepared-statement'
import type { TransactionType } from '@/db/schema'

/** A movement to write to a wallet's log. */
export type Posting = {
  /** The wallet, by its id or as a user's in a currency. */
  wallet: bigint | { userId: string; currency: string }
  type: Exclude<TransactionType, 'usage'>
  /** Minor units, signed: positive raises the user's balance. */
  amountMinor: bigint
  reason: string
  /** Null: at the moment of posting, by the database's clock. */
  asOf: Date | null
  /** Who caused it: `user:<id>`, `key:<id>`, `admin:<id>`, `stripe`. */
  actor: string
  paymentId?: string | undefined
  /** Names this one effect for ever: posting it again finds the first row instead. */
  idempotencyKey?: string | undefined
  /** The call that asks for it; kept with a refusal, which is given again to its key. */
  requestId?: string | undefined
}

/** Where a posted movement stands in the log. */
export type Posted = {
  walletId: bigint
  userId: string
  currency: string
  seq: bigint
  balanceMinor: bigint
  datetime: Date
}

/** A debit of more than is available, now or when its key was first used. */
export type Refusal = {
  availableMinor: bigint
  /** Whether it is an earlier refusal, given again; and of which call that was. */
  replayed: boolean
  requestId?: string | undefined
}

/**
 * What became of a movement: `posted` now, or `replayed` because its key had posted it before; `refused` because it is
 * more than is available, now or when its key was first used; `mismatch` because its key was used for another movement;
 * `unsettled` if nothing was done because the wallet has to be settled, or wakes subscriptions; `absent` without a
 * wallet or, in a batch, behind somebody else's lock.
 */
export type Verdict =
  | { kind: 'posted' | 'replayed'; row: Posted }
  | ({ kind: 'refused' } & Refusal)
  | { kind: 'unsettled'; walletId: bigint }
  | { kind: 'mismatch' }
  | { kind: 'absent' }

/** Where a movement stands, as the database answers it; null where nothing was posted. */
export type PostedRow = {
  wallet_id: string
  user_id: string
  currency: string
  seq: string | null
  balance: string | null
  datetime: string | null
}

type Row = PostedRow & {
  verdict: 'posted' | 'replayed' | 'mismatch' | 'refused' | 'unsettled' | 'absent'
  available: string | null
  request_id: string | null
}

/**
 * Posts movements in one statement, each under its wallet's lock and with a verdict of its own. A debit goes through
 * only if what is available at the instant covers it: the balance less the usage accrued by then.
 * @param postings no two with the same key; those of one wallet stand together. To wait is for one wallet's alone, so
 *   that no two calls wait for each other.
 * @param options `wait: false` leaves out wallets that somebody else has locked, so that none waits for another's.
 * @returns a verdict for each, in their order.
 */
export async function postTransactions(
  db: Database,
  postings: readonly Posting[],
  { wait }: { wait: boolean } = { wait: true },
): Promise<Verdict[]> {
  const column = (of: (posting: Posting) => string | null) => pgArray(postings.map(of))
  const rows = await statement.run(db, {
    wait,
    wallets: column(({ wallet }) => (typeof wallet === 'bigint' ? wallet.toString() : null)),
    users: column(({ wallet }) => (typeof wallet === 'bigint' ? null : wallet.userId)),
    currencies: column(({ wallet }) => (typeof wallet === 'bigint' ? null : wallet.currency)),
    types: column(({ type }) => type),
    amounts: column(({ amountMinor }) => amountMinor.toString()),
    reasons: column(({ reason }) => reason),
    instants: column(({ asOf }) => asOf?.toISOString() ?? null),
    actors: column(({ actor }) => actor),
    payments: column(({ paymentId }) => paymentId ?? null),
    keys: column(({ idempotencyKey }) => idempotencyKey ?? null),
    requests: column(({ requestId }) => requestId ?? null),
  })
  return rows.map(toVerdict)
}

function toVerdict(row: Row): Verdict {
  switch (row.verdict) {
    case 'mismatch':
    case 'absent':
      return { kind: row.verdict }
    case 'unsettled':
      return { kind: 'unsettled', walletId: BigInt(row.wallet_id) }
    case 'posted':
      return { kind: 'posted', row: toPosted(row) }
    default:
      // A key that was refused is refused again, with what was available then.
      return row.available === null
        ? { kind: 'replayed', row: toPosted(row) }
        : {
            kind: 'refused',
            availableMinor: BigInt(row.available),
            replayed: row.verdict === 'replayed',
            requestId: row.request_id ?? undefined,
          }
  }
}

/** A row of either statement that posts, as the domain names its columns. */
export function toPosted(row: PostedRow): Posted {
  return {
    walletId: BigInt(row.wallet_id),
    userId: row.user_id,
    currency: row.currency,
    seq: BigInt(row.seq ?? 0),
    balanceMinor: BigInt(row.balance ?? 0),
    datetime: new Date(row.datetime ?? 0),
  }
}

const { placeholder } = sql

const statement = preparedStatement<Row>(sql`
  select verdict, wallet_id, seq, user_id, currency, balance, datetime, available, request_id
    from post_transactions(${placeholder('wait')}::boolean, ${placeholder('wallets')}::bigint[],
           ${placeholder('users')}::uuid[], ${placeholder('currencies')}::text[], ${placeholder('types')}::text[],
           ${placeholder('amounts')}::bigint[], ${placeholder('reasons')}::text[],
           ${placeholder('instants')}::timestamptz[], ${placeholder('actors')}::text[],
           ${placeholder('payments')}::uuid[], ${placeholder('keys')}::text[],
           ${placeholder('requests')}::text[])`)
