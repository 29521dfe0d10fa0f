import { formatMinor } from '@/lib/money'
import type { AutomaticPayment } from '@/lib/payments/automatic/automatic-payment'
import type { Turn } from '@/lib/payments/recurring/list-turns'
import type { RecurringPayment } from '@/lib/payments/recurring/recurring-payment'
import { presentOpenPayment } from './present-open-payment'
import { presentPayment } from './present-payment'

/** A recurring payment as the API answers it. */
export function presentRecurringPayment(recurring: RecurringPayment, open: AutomaticPayment | null) {
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
export function presentTurn(turn: Turn) {
  return {
    ...presentPayment(turn),
    due_at: turn.dueAt.toISOString(),
    skipped_periods: turn.skippedPeriods,
    declines: turn.declines,
  }
}
