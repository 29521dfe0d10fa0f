import { z } from 'zod'
import { PAUSE_REASONS } from '@/db/schema'
import { formatMinor } from '@/lib/money'
import type { AutoTopUpStanding } from '@/lib/payments/auto-top-up/read-standing'
import { amountText, currencyText, idText, instantText } from './answer-fields'
import { openPaymentSchema, presentOpenPayment } from './present-open-payment'

/** What `presentAutoTopUp` makes. */
export const autoTopUpSchema = z
  .strictObject({
    currency: currencyText,
    status: z.enum(['active', 'paused']),
    reason: z.enum(PAUSE_REASONS).nullable().describe('Why it stands still.'),
    threshold: amountText.describe('It charges the card when less than this is available.'),
    value: amountText.describe('What it charges.'),
    monthly_cap: amountText.nullable(),
    this_month: amountText.describe('Charged in this calendar month, UTC.'),
    capped_until: instantText.nullable(),
    description: z.string(),
    card: idText,
    open_payment: openPaymentSchema.nullable(),
  })
  .meta({ id: 'AutoTopUp', description: 'How a wallet tops itself up.' })

/** What a rule that was removed leaves. */
export const removedAutoTopUpSchema = z.strictObject({ currency: currencyText, removed: z.literal(true) })

/** How a wallet tops itself up, as the API answers it. */
export function presentAutoTopUp({
  rule,
  thisMonthMinor,
  open,
}: AutoTopUpStanding): z.input<typeof autoTopUpSchema> {
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
