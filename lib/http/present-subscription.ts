import { z } from 'zod'
import type { Subscription } from '@/lib/billing/subscriptions/subscription'
import type { SubscriptionStanding } from '@/lib/billing/subscriptions/subscription-standing'
import { formatRate } from '@/lib/money'
import { formatHours } from '@/lib/time'
import { currencyText, idText, instantText, rateText } from './answer-fields'

/** What `presentStanding` makes. */
export const standingFields = {
  hourly_rate: rateText.describe('Price × quantity.'),
  charged_hourly_rate: rateText.describe('What of that is charged now: nothing while it stands still.'),
  monthly_cap_hours: z.int().nullable().describe('Hours of a month after which the rest of it is free.'),
  hours_this_month: z.string().describe('Hours of this calendar month (UTC) it has been charged for.'),
  capped_until: instantText.nullable().describe('The end of the month whose cap it has reached.'),
}

const upcomingPriceSchema = z
  .strictObject({
    unit_hourly_rate: rateText,
    hourly_rate: rateText.describe('Price × quantity.'),
    monthly_cap_hours: standingFields.monthly_cap_hours,
    effective_from: instantText.describe('One that has passed reaches the subscription within minutes.'),
  })
  .describe('The price it is going to move to: announced, also for those who already subscribe.')

/** What `presentSubscription` makes. */
export const subscriptionSchema = z
  .strictObject({
    id: idText,
    name: z.string(),
    status: z.enum(['active', 'suspended', 'canceled']),
    tariff: z.strictObject({ id: idText, name: z.string() }),
    currency: currencyText,
    quantity: z.int(),
    unit_hourly_rate: rateText,
    ...standingFields,
    upcoming_price: upcomingPriceSchema.nullable(),
    resume_on_top_up: z.boolean().describe('Whether it resumes by itself when money comes in.'),
    entitled: z.boolean().describe('Whether its user is served now. Right at every millisecond.'),
    entitled_until: instantText.nullable().describe('When the money ends, if nothing changes.'),
    started_at: instantText,
    suspended_at: instantText.nullable(),
    ended_at: instantText.nullable(),
  })
  .meta({ id: 'Subscription' })

/** A subscription as the API answers it. */
export function presentSubscription(subscription: Subscription): z.input<typeof subscriptionSchema> {
  const { currency } = subscription
  return {
    id: subscription.id,
    name: subscription.name,
    status: subscription.status,
    tariff: { id: subscription.tariffId, name: subscription.tariffName },
    currency,
    quantity: subscription.quantity,
    unit_hourly_rate: formatRate(subscription.unitHourlyRateMicros, currency),
    ...presentStanding(subscription, currency),
    upcoming_price: presentUpcomingPrice(subscription),
    resume_on_top_up: subscription.resumesOnTopUp,
    entitled: subscription.entitled,
    entitled_until: subscription.entitledUntil?.toISOString() ?? null,
    started_at: subscription.startedAt.toISOString(),
    suspended_at: subscription.suspendedAt?.toISOString() ?? null,
    ended_at: subscription.endedAt?.toISOString() ?? null,
  }
}

function presentUpcomingPrice({ upcomingPrice: price, quantity, currency }: Subscription) {
  if (!price) return null
  return {
    unit_hourly_rate: formatRate(price.hourlyRateMicros, currency),
    hourly_rate: formatRate(price.hourlyRateMicros * BigInt(quantity), currency),
    monthly_cap_hours: price.monthlyCapHours,
    effective_from: price.effectiveFrom.toISOString(),
  }
}

/** What it costs: its price, what of that is charged now, and how far its monthly cap is. */
export function presentStanding(
  standing: SubscriptionStanding & { hourlyRateMicros: bigint; monthlyCapHours: number | null },
  currency: string,
) {
  return {
    hourly_rate: formatRate(standing.hourlyRateMicros, currency),
    charged_hourly_rate: formatRate(standing.chargedRateMicros, currency),
    monthly_cap_hours: standing.monthlyCapHours,
    hours_this_month: formatHours(standing.monthMs),
    capped_until: standing.cappedUntil?.toISOString() ?? null,
  }
}
