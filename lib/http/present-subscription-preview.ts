import { z } from 'zod'
import type { ChangePreview } from '@/lib/billing/subscriptions/foresee'
import { formatMinor, formatRate } from '@/lib/money'
import { amountText, currencyText, instantText, rateText } from './answer-fields'
import { presentStanding, standingFields } from './present-subscription'

/** What `presentPreview` makes. */
export const previewSchema = z
  .strictObject({
    possible: z.boolean().describe('Whether it would be done now.'),
    currency: currencyText,
    charged_now: amountText.describe('Usage up to now, at the old rate.'),
    available: amountText.describe('What can be spent after that.'),
    hourly_rate: rateText.describe('What the wallet pays from then on.'),
    depletes_at: instantText.nullable().describe('When the money ends then.'),
    subscription: z
      .strictObject({ ...standingFields, runs: z.boolean() })
      .nullable()
      .describe('The subscription itself after the change; null where it stops.'),
  })
  .meta({ id: 'SubscriptionPreview' })

/** What a change will come to, as the API answers it. The wallet's figures have the names that /balance gives them. */
export function presentPreview(preview: ChangePreview): z.input<typeof previewSchema> {
  const { currency, subscription } = preview
  return {
    possible: preview.isPossible,
    currency,
    charged_now: formatMinor(preview.chargedNowMinor, currency),
    available: formatMinor(preview.availableMinor, currency),
    hourly_rate: formatRate(preview.hourlyRateMicros, currency),
    depletes_at: preview.depletesAt?.toISOString() ?? null,
    subscription: subscription && { ...presentStanding(subscription, currency), runs: subscription.runs },
  }
}
