import { formatMinor } from '@/lib/money'
import type { AutoTopUpStanding } from '@/lib/payments/auto-top-up/read-standing'
import { presentOpenPayment } from './present-open-payment'

/** How a wallet tops itself up, as the API answers it. */
export function presentAutoTopUp({ rule, thisMonthMinor, open }: AutoTopUpStanding) {
  const { currency } = rule
  return {
    currency,
    status: rule.status,
    reason: rule.pauseReason,
    threshold: formatMinor(rule.thresholdMinor, currency),
    value: formatMinor(rule.amountMinor, currency),
    monthly_cap: rule.monthlyCapMinor === null ? null : formatMinor(rule.monthlyCapMinor, currency),
    this_month: formatMinor(thisMonthMinor, currency),
    capped_until: rule.cappedUntil?.toISOString() ?? null,
    description: rule.description,
    card: rule.card.id,
    open_payment: open && presentOpenPayment(open),
  }
}
