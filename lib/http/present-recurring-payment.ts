import { z } from 'zod'
import { PAUSE_REASONS } from '@/db/schema'
import { formatMinor } from '@/lib/money'
import type { AutomaticPayment } from '@/lib/payments/automatic/automatic-payment'
import type { Turn } from '@/lib/payments/recurring/list-turns'
import type { RecurringPayment } from '@/lib/payments/recurring/recurring-payment'
import { amountText, currencyText, idText, instantText } from './answer-fields'
import { openPaymentSchema, presentOpenPayment } from './present-open-payment'
import { paymentSchema, presentPayment } from './present-payment'

/** What `presentRecurringPayment` makes. */
export const recurringPaymentSchema = z
  .strictObject({
    id: idText,
    status: z.enum(['active', 'paused', 'ended']),
    reason: z.enum(PAUSE_REASONS).nullable().describe('Why it stands still.'),
    value: amountText,
    currency: currencyText,
    description: z.string(),
    interval: z.enum(['week', 'month']),
    card: idText,
    starts_at: instantText,
    next_payment_at: instantText.nullable(),
    open_payment: openPaymentSchema.nullable(),
    created_at: instantText,
    ended_at: instantText.nullable(),
  })
  .meta({
    id: 'RecurringPayment',
    description: 'A fixed amount, charged to a saved card every week or month.',
  })

/** What `presentTurn` makes. */
export const turnSchema = paymentSchema
  .extend({
    due_at: instantText,
    skipped_periods: z
      .int()
      .describe('Turns before it that fell due while nothing ran, and are not made up for.'),
    declines: z.int(),
  })
  .meta({
    id: 'RecurringTurn',
    description: 'A payment of a recurring one, with the date that it was due on.',
  })

/** A recurring payment as the API answers it. */
export function presentRecurringPayment(
  recurring: RecurringPayment,
  open: AutomaticPayment | null,
): z.input<typeof recurringPaymentSchema> {
  return {
    id: recurring.id,
    status: recurring.status,
    reason: recurring.pauseReason,
    value: formatMinor(recurring.amountMinor, recurring.currency),
    currency: recurring.currency,
    description: recurring.description,
    interval: recurring.interval,
    card: recurring.card.id,
    starts_at: recurring.startsAt.toISOString(),
    next_payment_at: recurring.status === 'active' ? recurring.nextDueAt.toISOString() : null,
    open_payment: open && presentOpenPayment(open),
    created_at: recurring.createdAt.toISOString(),
    ended_at: recurring.endedAt?.toISOString() ?? null,
  }
}

/** A payment of a recurring one as the API answers it, with the date that it was due on. */
export function presentTurn(turn: Turn): z.input<typeof turnSchema> {
  return {
    ...presentPayment(turn),
    due_at: turn.dueAt.toISOString(),
    skipped_periods: turn.skippedPeriods,
    declines: turn.declines,
  }
}
