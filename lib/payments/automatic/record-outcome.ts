import { eq } from 'drizzle-orm'
import type Stripe from 'stripe'
import type { Database } from '@/db/client'
import { appNow } from '@/db/now'
import { automaticPayments } from '@/db/schema'
import { type AutomaticPayment, CHARGEABLE, lockAutomaticPayment } from './automatic-payment'
import { afterDecline } from './decline-policy'
import { pauseRule } from './pause-rule'
import { tellConfirmation, tellDeclined, tellPaid } from './tell-automatic'

/** What an attempt came to, as Stripe says afterwards. */
export type Attempted = {
  paymentId: string
  /** Its number, from 1: it is recorded once, whoever learns of it how often. */
  attempt: number
  intent: Pick<Stripe.PaymentIntent, 'status' | 'last_payment_error'>
  /** Why the call was refused, if it was. */
  refusedCode?: string | undefined
}

/** Draws the conclusions from an attempt: over, still under way, charge again later, or for the user to see to. */
export async function recordOutcome(db: Database, attempted: Attempted): Promise<void> {
  const { paymentId, attempt, intent } = attempted
  await db.transaction(async (tx) => {
    const asOf = await appNow(tx)
    const found = await lockAutomaticPayment(tx, paymentId)
    if (found.payment.status !== 'pending') return conclude(tx, found, asOf)
    if (found.automatic.stage !== 'charge' || found.automatic.declines !== attempt - 1) return
    if (intent.status === 'requires_action')
      return leaveToUser(tx, found, { asOf, code: 'authentication_required' })
    const failure = intent.last_payment_error
    const code = declinedAs(attempted)
    if (code === undefined) return
    await recordDecline(tx, found, { asOf, code, doNotRetry: failure?.advice_code === 'do_not_try_again' })
  })
}

/** Stripe's word that an intent has been moved on by somebody else, who pays it or has canceled it. */
const MOVED_ON = 'payment_intent_unexpected_state'

/**
 * Why the card was declined; undefined if it was not. A user who pays by the link at the same moment has declined
 * nothing; only if the intent is back where it was does the try count, as it is refused for good under its key.
 */
function declinedAs({ intent, refusedCode }: Attempted): string | undefined {
  const failure = intent.last_payment_error
  const failureCode = failure?.decline_code ?? failure?.code
  const isBack = CHARGEABLE.has(intent.status)
  if (refusedCode === MOVED_ON) return isBack ? (failureCode ?? refusedCode) : undefined
  if (refusedCode !== undefined) return refusedCode
  return intent.status === 'requires_payment_method' ? failureCode : undefined
}

/** A decline, of the bank or of our own making (the card is gone). */
export async function recordDecline(
  tx: Database,
  found: AutomaticPayment,
  { code, asOf, doNotRetry = false }: { code: string; asOf: Date; doNotRetry?: boolean },
): Promise<void> {
  const { paymentId, declines: before } = found.automatic
  const declines = before + 1
  const next = afterDecline({ code, declines, asOf, doNotRetry })
  if (next.kind === 'user') return leaveToUser(tx, found, { asOf, code })
  const retryAt = next.kind === 'retry' ? next.at : null
  await tx
    .update(automaticPayments)
    .set({
      declines,
      failureCode: code,
      leasedUntil: null,
      ...(retryAt === null ? { stage: 'user' as const } : { nextAttemptAt: retryAt }),
    })
    .where(eq(automaticPayments.paymentId, paymentId))
  await tellDeclined(tx, found, { at: asOf, nth: declines, code, retryAt })
  if (next.kind === 'stop') {
    const reason = code === 'card_removed' ? 'card_removed' : 'declined'
    await pauseRule(tx, originOf(found), { reason, asOf, cause: `payment:${found.payment.id}` })
  }
}

/** Only the user can go on with it, under the payment's own address; nothing is tried meanwhile. */
async function leaveToUser(
  tx: Database,
  found: AutomaticPayment,
  { code, asOf }: { code: string; asOf: Date },
): Promise<void> {
  await tx
    .update(automaticPayments)
    .set({ stage: 'user', failureCode: code, leasedUntil: null })
    .where(eq(automaticPayments.paymentId, found.automatic.paymentId))
  await tellConfirmation(tx, found, { at: asOf, code })
}

/**
 * The payment is over. Paid, by whomever: the next one may come. Otherwise whoever let it go does not want the next one
 * either, unless it had to make room for a changed rule.
 */
export async function conclude(tx: Database, found: AutomaticPayment, asOf: Date): Promise<void> {
  const { payment, automatic } = found
  if (automatic.stage === 'over') return
  await tx
    .update(automaticPayments)
    .set({ stage: 'over', leasedUntil: null })
    .where(eq(automaticPayments.paymentId, payment.id))
  if (payment.paidAt !== null) return tellPaid(tx, found, asOf)
  if (automatic.supersededAt !== null) return
  const reason = payment.status === 'failed' ? 'refused' : 'unpaid'
  await pauseRule(tx, originOf(found), { reason, asOf, cause: `payment:${found.payment.id}` })
}

function originOf({ automatic }: AutomaticPayment) {
  const { recurringPaymentId, walletId } = automatic
  return recurringPaymentId === null ? { walletId } : { recurringPaymentId }
}
