import type { Database } from '@/db/client'
import { recordEvent } from '@/lib/outbox/record-event'
import { env } from '../../env'
import { formatMinor } from '../../money'
import type { AutomaticPayment } from './automatic-payment'

type Told = Pick<AutomaticPayment, 'payment' | 'automatic'>

/** The payment is on the balance. Told once, in the transaction that noticed it. */
export function tellPaid(tx: Database, told: Told, at: Date): Promise<void> {
  const { about, charge, recurring } = factsOf(told)
  const event = { ...about, at, data: charge }
  return recurring === null
    ? recordEvent(tx, { ...event, type: 'auto_top_up.succeeded', key: keyOf('auto_top_up.succeeded', told) })
    : recordEvent(tx, {
        ...event,
        type: 'recurring_payment.succeeded',
        key: keyOf('recurring_payment.succeeded', told),
        data: { ...charge, recurring_payment: recurring },
      })
}

/** The card was declined for the nth time. @param decline `retryAt` is when it is charged again; null: it is not. */
export function tellDeclined(
  tx: Database,
  told: Told,
  decline: { at: Date; nth: number; code: string; retryAt: Date | null },
): Promise<void> {
  const { about, charge, confirmation, recurring } = factsOf(told)
  const retry_at = decline.retryAt?.toISOString() ?? null
  const data = { ...charge, ...confirmation, reason: decline.code, retry_at }
  const event = { ...about, at: decline.at, data }
  return recurring === null
    ? recordEvent(tx, {
        ...event,
        type: 'auto_top_up.failed',
        key: keyOf('auto_top_up.failed', told, decline.nth),
      })
    : recordEvent(tx, {
        ...event,
        type: 'recurring_payment.failed',
        key: keyOf('recurring_payment.failed', told, decline.nth),
        data: { ...data, recurring_payment: recurring },
      })
}

/** Only the user can go on with it. */
export function tellConfirmation(
  tx: Database,
  told: Told,
  { at, code }: { at: Date; code: string },
): Promise<void> {
  const { about, charge, confirmation, recurring } = factsOf(told)
  const data = { ...charge, ...confirmation, reason: code }
  return recurring === null
    ? recordEvent(tx, {
        ...about,
        at,
        type: 'auto_top_up.action_required',
        key: keyOf('auto_top_up.action_required', told),
        data,
      })
    : recordEvent(tx, {
        ...about,
        at,
        type: 'recurring_payment.action_required',
        key: keyOf('recurring_payment.action_required', told),
        data: { ...data, recurring_payment: recurring },
      })
}

function keyOf(type: string, { payment }: Told, nth = 1): string {
  return `${type}:${payment.id}:${nth}`
}

function factsOf({ payment, automatic }: Told) {
  const { id, userId, walletId, currency } = payment
  return {
    about: { userId, walletId },
    charge: { payment: id, value: formatMinor(payment.amountMinor, currency), currency },
    confirmation: { confirmation_url: new URL(`/pay/${id}`, env().APP_URL).href },
    recurring: automatic.recurringPaymentId,
  }
}
