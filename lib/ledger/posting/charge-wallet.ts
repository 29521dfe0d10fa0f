import { eq, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { appNow } from '@/db/now'
import { refusedCharges } from '@/db/schema'
import { assert } from '@/lib/errors'
import { findTransactionByKey, type LedgerTransaction } from '../log/transaction'
import { lockSettledWallet } from '../wallets/lock-settled-wallet'
import { keyMismatch, postTransaction, toTransaction } from './post-transaction'
import type { Posted, Posting, Refusal, Verdict } from './post-transactions'

/** A one-off debit asked for by the user or the operator. */
export type Charge = {
  userId: string
  currency: string
  /** Minor units, > 0. */
  amountMinor: bigint
  reason: string
  /** Null: now, by the database's clock. */
  asOf: Date | null
  actor: string
  /** Names this one charge for ever: asked for again, it has the same outcome. */
  idempotencyKey?: string | undefined
  /** The call that asks for it. */
  requestId?: string | undefined
}

/** Done, or refused because no more is available: now, or when its key was first used. */
export type ChargeResult =
  | { ok: true; transaction: LedgerTransaction; replayed: boolean }
  | ({ ok: false } & Refusal)

/**
 * Takes a one-off amount from a wallet, if what is available at the instant covers it. Nearly always that is one
 * statement. A wallet that has run dry by then is settled first, which suspends it: so a refusal is a result rather
 * than an error, and the transaction around it commits.
 * @throws AppError `idempotency_mismatch` if the key was used for another movement.
 */
export async function chargeWallet(db: Database, charge: Charge): Promise<ChargeResult> {
  assert(charge.amountMinor > 0n, 'a charge takes something')
  const posting = chargePosting(charge)
  return chargeResult(db, charge, await postTransaction(db, posting))
}

/** Names the wallet that a charge is for: the user's in its currency. */
export function walletOf({ userId, currency }: Charge): string {
  return `${userId} ${currency}`
}

/** A charge as a movement of its wallet's log. */
export function chargePosting({ userId, currency, amountMinor, ...charge }: Charge): Posting {
  return { ...charge, wallet: { userId, currency }, type: 'charge', amountMinor: -amountMinor }
}

/** Turns the verdict on a charge into its result; what could not be decided at once is decided now. */
export async function chargeResult(
  db: Database,
  charge: Charge,
  verdict: Exclude<Verdict, { kind: 'mismatch' }>,
): Promise<ChargeResult> {
  switch (verdict.kind) {
    case 'refused': {
      const { kind: _, ...refusal } = verdict
      return { ok: false, ...refusal }
    }
    case 'unsettled':
      return db.transaction((tx) => settleAndCharge(tx, charge, verdict.walletId))
    case 'absent':
      return refuseWithoutWallet(db, charge)
    default:
      return postedResult(charge, verdict.row, { replayed: verdict.kind === 'replayed' })
  }
}

/** The result of a charge that stands in the log. */
export function postedResult(charge: Charge, row: Posted, { replayed = false } = {}): ChargeResult {
  return { ok: true, transaction: toTransaction(chargePosting(charge), row), replayed }
}

async function settleAndCharge(tx: Database, charge: Charge, walletId: bigint): Promise<ChargeResult> {
  const asOf = charge.asOf ?? (await appNow(tx))
  await lockSettledWallet(tx, { walletId, asOf })
  const verdict = await postTransaction(tx, chargePosting({ ...charge, asOf }))
  assert(verdict.kind !== 'unsettled', 'a wallet that was just settled is settled')
  return chargeResult(tx, charge, verdict)
}

/**
 * Who has no wallet in a currency has nothing in it; the refusal is kept under its key as any other.
 * @throws AppError `idempotency_mismatch` if the key was used for another movement.
 */
async function refuseWithoutWallet(db: Database, charge: Charge): Promise<ChargeResult> {
  const { idempotencyKey, userId, currency, amountMinor, reason, requestId } = charge
  if (idempotencyKey === undefined) return { ok: false, availableMinor: 0n, replayed: false }
  if (await findTransactionByKey(db, idempotencyKey)) throw keyMismatch()
  const asked = { userId, currency, amount: amountMinor, reason }
  const added = await db
    .insert(refusedCharges)
    .values({ ...asked, requestId, idempotencyKey, available: 0n, refusedAt: charge.asOf ?? sql`app_now()` })
    .onConflictDoNothing()
    .returning({ key: refusedCharges.idempotencyKey })
  if (added.length > 0) return { ok: false, availableMinor: 0n, replayed: false }
  const [first] = await db
    .select()
    .from(refusedCharges)
    .where(eq(refusedCharges.idempotencyKey, idempotencyKey))
  const isSame =
    first?.userId === userId &&
    first.currency === currency &&
    first.amount === amountMinor &&
    first.reason === reason
  if (!isSame) throw keyMismatch()
  return {
    ok: false,
    availableMinor: first.available,
    replayed: true,
    requestId: first.requestId ?? undefined,
  }
}
