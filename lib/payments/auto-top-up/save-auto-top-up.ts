import { eq, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { appNow } from '@/db/now'
import { autoTopUps } from '@/db/schema'
import { recordAudit } from '@/lib/audit/record-audit'
import { openWallet } from '@/lib/ledger/wallets/wallet'
import { AppError } from '../../errors'
import { formatMinor } from '../../money'
import { cancelSuperseded } from '../automatic/cancel-superseded'
import { makeRoom } from '../automatic/make-room'
import { chooseCard } from '../cards/card'
import { lockCards } from '../cards/lock-cards'
import { checkPaymentAmount, paymentLimits } from '../payment-limits'
import { type AutoTopUp, listAutoTopUps } from './auto-top-up'

/** How a wallet is to top itself up. Amounts in minor units. */
export type SaveAutoTopUp = {
  userId: string
  actor: string
  currency: string
  thresholdMinor: bigint
  amountMinor: bigint
  monthlyCapMinor: bigint | null
  description: string
  /** The default card, if none is named. */
  cardId?: string | undefined
  /** Off keeps the rule, and charges nothing. */
  enabled: boolean
}

/**
 * Sets how a wallet tops itself up, in place of how it did before. What had been begun by the old rule and was declined,
 * or waits for the user, is canceled.
 * @throws AppError `invalid_amount` naming `threshold`, `value` or `monthly_cap`; `amount_too_small` or
 *   `amount_too_large` for a top-up beyond the limits; `not_found` for a card that is not the
 *   user's; `invalid_request` if none is saved.
 */
export async function saveAutoTopUp(db: Database, wish: SaveAutoTopUp): Promise<AutoTopUp> {
  checkAmounts(wish)
  const { userId, currency, actor } = wish
  const toCancel = await db.transaction(async (tx) => {
    await lockCards(tx, userId)
    const card = await chooseCard(tx, wish)
    const asOf = await appNow(tx)
    const walletId = await openWallet(tx, { userId, currency, asOf })
    const rule = {
      threshold: wish.thresholdMinor,
      amount: wish.amountMinor,
      monthlyCap: wish.monthlyCapMinor,
      description: wish.description,
      cardId: card.id,
      status: wish.enabled ? ('active' as const) : ('paused' as const),
      pauseReason: wish.enabled ? null : ('user' as const),
      cappedUntil: null,
      updatedAt: asOf,
    }
    await tx
      .insert(autoTopUps)
      .values({ walletId, userId, currency, ...rule })
      .onConflictDoUpdate({ target: autoTopUps.walletId, set: rule })
    await recordAudit(tx, {
      actor,
      action: 'auto_top_up.saved',
      subject: `wallet:${walletId}`,
      details: {
        currency,
        enabled: wish.enabled,
        threshold: formatMinor(wish.thresholdMinor, currency),
        value: formatMinor(wish.amountMinor, currency),
        monthly_cap: wish.monthlyCapMinor === null ? null : formatMinor(wish.monthlyCapMinor, currency),
        card: card.id,
      },
    })
    return makeRoom(tx, { walletId }, { asOf })
  })
  await cancelSuperseded(db, toCancel)
  const [saved] = await listAutoTopUps(db, { userId, currency })
  if (!saved) throw new AppError('conflict', 'It was switched off at the same moment.')
  return saved
}

/**
 * Ends it: the rule is gone, and what it had begun and could not get is canceled.
 * @throws AppError `not_found` if the wallet does not top itself up.
 */
export async function endAutoTopUp(
  db: Database,
  { userId, currency, actor }: { userId: string; currency: string; actor: string },
): Promise<void> {
  const [rule] = await listAutoTopUps(db, { userId, currency })
  if (!rule) throw noRule()
  const { walletId } = rule
  const toCancel = await db.transaction(async (tx) => {
    // Whoever begins a top-up holds this row: what they began is seen below.
    await tx.execute(sql`select 1 from ${autoTopUps} where wallet_id = ${walletId} for update`)
    const asOf = await appNow(tx)
    const stuck = await makeRoom(tx, { walletId }, { asOf })
    const [gone] = await tx
      .delete(autoTopUps)
      .where(eq(autoTopUps.walletId, walletId))
      .returning({ walletId: autoTopUps.walletId })
    if (!gone) throw noRule()
    await recordAudit(tx, { actor, action: 'auto_top_up.ended', subject: `wallet:${walletId}` })
    return stuck
  })
  await cancelSuperseded(db, toCancel)
}

/** The refusal of a rule that is not there. */
export function noRule(): AppError {
  return new AppError('not_found', 'This balance does not top itself up.', { field: 'currency' })
}

function checkAmounts({ thresholdMinor, amountMinor, monthlyCapMinor, currency }: SaveAutoTopUp): void {
  const refuse = (field: string, message: string) => new AppError('invalid_amount', message, { field })
  if (thresholdMinor <= 0n) throw refuse('threshold', 'The threshold must be more than nothing.')
  if (amountMinor < thresholdMinor) {
    throw refuse('value', 'Top up by at least the threshold, so that one payment is enough.')
  }
  checkPaymentAmount({ amountMinor, currency }, paymentLimits())
  if (monthlyCapMinor !== null && monthlyCapMinor < amountMinor) {
    throw refuse('monthly_cap', 'The monthly limit must leave room for one top-up.')
  }
}
