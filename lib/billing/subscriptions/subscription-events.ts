/** What a subscription was, and what it cost, from one change to the next. */
export type SubscriptionState = {
  status: 'active' | 'suspended' | 'canceled'
  tariffId: string
  tariffName: string
  quantity: number
  /** Price of one piece, micros per hour. */
  unitHourlyRateMicros: bigint
  monthlyCapHours: number | null
  /** Whether its monthly cap was reached, so that it cost nothing. */
  capped: boolean
}

/** What happened to a subscription, with what it was before and after. */
export type SubscriptionEvent =
  | { type: 'started' | 'suspended' | 'resumed' | 'cap_reached' | 'new_month' | 'stopped' }
  | { type: 'tariff_changed'; from: string; to: string }
  | { type: 'quantity_changed'; from: number; to: number }
  /** Micros per hour for one piece. */
  | { type: 'price_changed'; from: bigint; to: bigint }
  /** Hours of a month after which it is free; null: never. */
  | { type: 'cap_changed'; from: number | null; to: number | null }

/**
 * What happened between two states of a subscription that follow each other. More than one thing can, in one change:
 * another tariff and another quantity, or a tariff whose cap this month has reached already.
 * @param before null where it began.
 */
export function subscriptionEvents(
  before: SubscriptionState | null,
  after: SubscriptionState,
): SubscriptionEvent[] {
  if (before === null) return [{ type: 'started' }]
  const events = changesOfTerms(before, after)
  if (after.status !== before.status) events.push({ type: STATUS_EVENTS[after.status] })
  if (after.capped && !before.capped) events.push({ type: 'cap_reached' })
  const isMerelyOver = before.capped && !after.capped && events.length === 0
  return isMerelyOver ? [{ type: 'new_month' }] : events
}

const STATUS_EVENTS = { active: 'resumed', suspended: 'suspended', canceled: 'stopped' } as const

/** A new tariff says its price and its cap with its name; within one tariff they are changes of their own. */
function changesOfTerms(before: SubscriptionState, after: SubscriptionState): SubscriptionEvent[] {
  const events: SubscriptionEvent[] = []
  if (after.tariffId !== before.tariffId) {
    events.push({ type: 'tariff_changed', from: before.tariffName, to: after.tariffName })
  } else {
    if (after.unitHourlyRateMicros !== before.unitHourlyRateMicros) {
      events.push({
        type: 'price_changed',
        from: before.unitHourlyRateMicros,
        to: after.unitHourlyRateMicros,
      })
    }
    if (after.monthlyCapHours !== before.monthlyCapHours) {
      events.push({ type: 'cap_changed', from: before.monthlyCapHours, to: after.monthlyCapHours })
    }
  }
  if (after.quantity !== before.quantity) {
    events.push({ type: 'quantity_changed', from: before.quantity, to: after.quantity })
  }
  return events
}
