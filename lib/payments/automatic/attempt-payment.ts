import type Stripe from 'stripe'
import type { Database } from '@/db/client'
import { appNow } from '@/db/now'
import { applyPaymentIntent } from '../apply-payment-intent'
import { cancelPayment } from '../cancel-payment'
import { makePaymentIntent, PaymentRefused } from '../ensure-payment-intent'
import type { Payment } from '../payment'
import { callProvider } from '../stripe/call-provider'
import { RefusedForNow } from '../stripe/refused-for-now'
import { retrievePaymentIntent } from '../stripe/retrieve-payment-intent'
import {
  type AutomaticPayment,
  CHARGEABLE,
  lockAutomaticPayment,
  readAutomaticPayment,
} from './automatic-payment'
import { conclude, recordDecline, recordOutcome } from './record-outcome'
import { recordRefusal } from './record-refusal'

/**
 * Goes on with an automatic payment: sees to its intent, charges the card, draws the conclusions. It can be cut off
 * anywhere and begun again. All attempts are at one intent, which can be paid once only: neither an unknown outcome nor
 * two at once, nor the user who pays meanwhile, can take the money twice.
 * @throws Error if Stripe cannot be reached, or nobody can tell yet what came of it: go on with it later.
 */
export async function attemptPayment(db: Database, paymentId: string): Promise<void> {
  const found = await readAutomaticPayment(db, paymentId)
  const { payment, automatic, card } = found
  if (payment.status !== 'pending') return concludeNow(db, paymentId)
  if (automatic.supersededAt !== null) {
    await cancelPayment(db, { paymentId, reason: 'requested_by_user' })
    return concludeNow(db, paymentId)
  }
  if (automatic.stage !== 'charge' || payment.cancellationReason !== null) return
  if (card.removedAt !== null && payment.stripePaymentIntentId === null) return giveUpCard(db, paymentId)
  const intentId = await intentOf(db, payment)
  if (intentId === null) return
  const before = await retrievePaymentIntent(intentId)
  if (card.removedAt !== null && CHARGEABLE.has(before.status)) return giveUpCard(db, paymentId)
  const attempt = automatic.declines + 1
  const refusedCode = CHARGEABLE.has(before.status)
    ? await charge(db, { ...found, intentId, attempt })
    : undefined
  const intent = await retrievePaymentIntent(intentId)
  await applyPaymentIntent(db, intent)
  await recordOutcome(db, { paymentId, attempt, intent, refusedCode })
}

/** Null if Stripe does not take such a payment: what follows from that is on record. */
async function intentOf(db: Database, payment: Payment): Promise<string | null> {
  try {
    return (await makePaymentIntent(db, payment)).stripePaymentIntentId
  } catch (error) {
    if (error instanceof PaymentRefused) await concludeNow(db, payment.id)
    else if (error instanceof RefusedForNow) await putOff(db, payment.id, error.refusal.code)
    else throw error
    return null
  }
}

/** @returns why it was refused, as Stripe names it, or undefined. */
async function charge(
  db: Database,
  { payment, card, intentId, attempt }: AutomaticPayment & { intentId: string; attempt: number },
): Promise<string | undefined> {
  const outcome = await callProvider<Stripe.PaymentIntent>(db, {
    key: `hourglass-payment-${payment.id}-charge-${attempt}`,
    operation: 'payment_intent.confirm',
    subject: `payment:${payment.id}`,
    send: (stripe, options) =>
      stripe.paymentIntents.confirm(
        intentId,
        { payment_method: card.stripePaymentMethodId, off_session: true },
        options,
      ),
    find: async () => {
      const intent = await retrievePaymentIntent(intentId)
      // Charged once more at worst, which is another try at the same intent.
      return CHARGEABLE.has(intent.status) ? undefined : intent
    },
  })
  return outcome.kind === 'refused' ? outcome.code : undefined
}

function putOff(db: Database, paymentId: string, code: string): Promise<void> {
  return db.transaction(async (tx) => {
    const found = await lockAutomaticPayment(tx, paymentId)
    if (found.payment.status !== 'pending' || found.automatic.stage !== 'charge') return
    await recordRefusal(tx, found, { code, asOf: await appNow(tx) })
  })
}

function giveUpCard(db: Database, paymentId: string): Promise<void> {
  return db.transaction(async (tx) => {
    const found = await lockAutomaticPayment(tx, paymentId)
    if (found.payment.status !== 'pending' || found.automatic.stage !== 'charge') return
    await recordDecline(tx, found, { code: 'card_removed', asOf: await appNow(tx) })
  })
}

async function concludeNow(db: Database, paymentId: string): Promise<void> {
  await db.transaction(async (tx) => {
    const found = await lockAutomaticPayment(tx, paymentId)
    if (found.payment.status !== 'pending') await conclude(tx, found, await appNow(tx))
  })
}
