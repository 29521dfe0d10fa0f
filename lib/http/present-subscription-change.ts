import { z } from 'zod'
import type { SubscriptionChange } from '@/lib/billing/subscriptions/list-subscription-changes'
import type { SubscriptionEvent } from '@/lib/billing/subscriptions/subscription-events'
import { formatRate } from '@/lib/money'
import { idText, instantText, rateText } from './answer-fields'
import { subscriptionSchema } from './present-subscription'

const capHours = z.int().nullable()

const changeEventSchema = z
  .discriminatedUnion('type', [
    z.strictObject({
      type: z.enum(['started', 'suspended', 'resumed', 'cap_reached', 'new_month', 'stopped']),
    }),
    z.strictObject({ type: z.literal('tariff_changed'), from: z.string(), to: z.string() }),
    z.strictObject({ type: z.literal('quantity_changed'), from: z.int(), to: z.int() }),
    z.strictObject({ type: z.literal('price_changed'), from: rateText, to: rateText }),
    z.strictObject({ type: z.literal('cap_changed'), from: capHours, to: capHours }),
  ])
  .meta({ id: 'SubscriptionChangeEvent' })

/** What `presentSubscriptionChange` makes. */
export const subscriptionChangeSchema = z
  .strictObject({
    at: instantText,
    events: z.array(changeEventSchema).describe('What happened.'),
    status: subscriptionSchema.shape.status,
    tariff: z.strictObject({ id: idText, name: z.string() }),
    quantity: z.int(),
    unit_hourly_rate: rateText,
    monthly_cap_hours: capHours,
    capped: z.boolean().describe('Whether its monthly cap was reached, so that it cost nothing.'),
  })
  .meta({ id: 'SubscriptionChange', description: 'What happened, and how it stood from then on.' })

/** A change of a subscription as the API answers it: what happened, and how it stood from then on. */
export function presentSubscriptionChange(
  change: SubscriptionChange,
  currency: string,
): z.input<typeof subscriptionChangeSchema> {
  return {
    at: change.at.toISOString(),
    events: change.events.map((event) => presentEvent(event, currency)),
    status: change.status,
    tariff: { id: change.tariffId, name: change.tariffName },
    quantity: change.quantity,
    unit_hourly_rate: formatRate(change.unitHourlyRateMicros, currency),
    monthly_cap_hours: change.monthlyCapHours,
    capped: change.capped,
  }
}

function presentEvent(event: SubscriptionEvent, currency: string): z.input<typeof changeEventSchema> {
  if (event.type !== 'price_changed') return event
  return { ...event, from: formatRate(event.from, currency), to: formatRate(event.to, currency) }
}
