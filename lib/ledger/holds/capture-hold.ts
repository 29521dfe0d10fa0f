import type { Database } from '@/db/client'
import { AppError, assert } from '@/lib/errors'
import { formatMinor } from '@/lib/money'
import type { LedgerTransaction } from '../log/transaction'
import { postTransaction, toTransaction } from '../posting/post-transaction'
import type { Posting } from '../posting/post-transactions'
import { endHold, type HoldAt, letGo, takeHold } from './end-hold'
import type { Hold } from './hold'

/** A wish to charge what a hold was placed for. */
export type Capture = HoldAt & {
  /** Minor units, > 0; left out, all of it. */
  amountMinor?: bigint | undefined
  /** What the charge says; left out, what the hold says. */
  reason?: string | undefined
  actor: string
}

/** Charged, or the hold had ended before. */
export type CaptureResult =
  | { ok: true; hold: Hold; transaction: LedgerTransaction }
  | { ok: false; hold: Hold }

/**
 * Charges what a hold keeps back, or part of it, as one row of the log; the rest is free. While it is open there is
 * always enough for that. It happens once: a hold that has ended stays as it is.
 * @throws AppError `not_found` for someone else's or an unknown one, `invalid_amount` for more than is held.
 */
export async function captureHold(tx: Database, capture: Capture): Promise<CaptureResult> {
  const { asOf, actor } = capture
  const { hold, wallet } = await takeHold(tx, capture)
  if (hold.status !== 'open') return { ok: false, hold }
  const { amountMinor = hold.amountMinor, reason = hold.reason } = capture
  assert(amountMinor > 0n, 'a capture takes something')
  if (amountMinor > hold.amountMinor) throw tooMuch(hold)
  await letGo(tx, hold)
  const charge: Posting = {
    wallet: wallet.id,
    type: 'charge',
    amountMinor: -amountMinor,
    reason,
    asOf,
    actor,
    idempotencyKey: captureKey(hold.id),
  }
  const verdict = await postTransaction(tx, charge)
  assert(verdict.kind === 'posted', 'what was held is there, and is charged once')
  const end = { status: 'captured', capturedAmount: amountMinor, capturedSeq: verdict.row.seq } as const
  const captured = await endHold(tx, { hold, wallet, asOf }, end)
  return { ok: true, hold: captured, transaction: toTransaction(charge, verdict.row) }
}

/** Names the one charge that a hold can become, for ever. */
export function captureKey(holdId: string): string {
  return `hold:${holdId}`
}

function tooMuch({ amountMinor, currency }: Hold): AppError {
  const held = formatMinor(amountMinor, currency)
  return new AppError('invalid_amount', `Only ${held} ${currency} is held.`, {
    field: 'value',
    extra: { held, currency },
  })
}
