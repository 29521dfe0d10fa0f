import type { ChangePreview } from '@/lib/billing/foresee'
import { formatMinor, formatRate } from '@/lib/money'
import { presentStanding } from './present-subscription'

/** What a change will come to, as the API answers it. The wallet's figures have the names that /balance gives them. */
export function presentPreview(preview: ChangePreview) {
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
