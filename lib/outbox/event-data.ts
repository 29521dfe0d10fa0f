import { z } from 'zod'
import type { EventType } from './event'

const id = z.string().describe('An id, as the API answers it.')
const instant = z.iso.datetime().describe('An instant in UTC.')
const amount = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/)
  .describe("Major units, with the currency's own digits.")
const rate = amount.describe('Major units an hour, as fine as the price is.')
const currency = z.string().length(3).describe('ISO 4217 code.')

const ofSubscription = z.object({ subscription: id })

const ofPrice = ofSubscription.extend({
  tariff: id,
  quantity: z.number().int(),
  currency,
  old_unit_hourly_rate: rate,
  new_unit_hourly_rate: rate,
  old_monthly_cap_hours: z.number().int().nullable(),
  new_monthly_cap_hours: z.number().int().nullable(),
})

const ofUpcomingPrice = ofPrice.extend({ effective_from: instant })

const ofPayment = z.object({
  payment: id,
  status: z.string().describe('How the payment stood when this happened.'),
  value: amount,
  currency,
  description: z.string(),
  metadata: z.record(z.string(), z.string()),
  refunded_value: amount.describe('Given back so far, with what this tells of.'),
  created_at: instant,
  paid_at: instant.nullable(),
})

const ofCharge = z.object({ payment: id, value: amount, currency })

const ofConfirmation = ofCharge.extend({
  reason: z.string().describe('Why the card was not charged, as Stripe names it.'),
  confirmation_url: z.string().describe('Where the user pays.'),
})

const ofDecline = ofConfirmation.extend({
  retry_at: instant.nullable().describe('When the card is charged again; null: it is not.'),
})

const stopped = z
  .enum(['user', 'declined', 'card_removed', 'unpaid', 'refused'])
  .describe('Why nothing is charged by itself any more.')

/**
 * What each type of event says in its `data`: the one description of them, for whoever writes one and for the public
 * documents. Fields are only ever added.
 */
export const EVENT_DATA = {
  'balance.low': z
    .object({
      hours: z.number().int().describe('The threshold in hours that was gone below.'),
      depletes_at: instant.nullable(),
      currency,
      available: amount,
    })
    .describe('The money will end within the hours of a threshold, at what runs now.'),
  'hold.expired': z
    .object({ hold: id, metadata: z.record(z.string(), z.string()) })
    .describe('It was neither captured nor released in time; what it reserved is free again.'),
  'subscription.suspended': ofSubscription.describe('The money ended, and with it the service.'),
  'subscription.resumed': ofSubscription.describe('It runs again.'),
  'subscription.price_announced': ofUpcomingPrice.describe(
    'It will move to a new price of its tariff at `effective_from`; prices are of one piece.',
  ),
  'subscription.price_taken_back': ofUpcomingPrice.describe(
    'A price that was announced for it does not come: another one has taken its place, or it keeps the one it pays.',
  ),
  'subscription.price_changed': ofPrice.describe(
    'It moved to a new price of its tariff; prices are of one piece.',
  ),
  'payment.succeeded': ofPayment.describe('The money is on the balance.'),
  'payment.canceled': ofPayment.describe('It can no longer be paid.'),
  'payment.refunded': ofPayment
    .extend({ refund: id, refund_value: amount.describe('What this refund gave back.') })
    .describe('Some or all of it was given back.'),
  'payment.refund_failed': ofPayment
    .extend({ refund: id, refund_value: amount, reason: z.string() })
    .describe('A refund did not reach the card: the money is on the balance again.'),
  'payment.disputed': ofPayment
    .extend({ dispute: id, disputed_value: amount, reason: z.string() })
    .describe('The bank of the payer asks for the money back.'),
  'payment.dispute_closed': ofPayment
    .extend({ dispute: id, disputed_value: amount, outcome: z.enum(['won', 'lost']) })
    .describe('The bank has decided.'),
  'auto_top_up.succeeded': ofCharge.describe('The saved card was charged when the balance was low.'),
  'auto_top_up.failed': ofDecline
    .extend({ payment: id.nullable() })
    .describe('The saved card could not be charged when the balance was low.'),
  'auto_top_up.action_required': ofConfirmation.describe(
    'The bank wants to see the user before it lets the saved card top the balance up.',
  ),
  'auto_top_up.disabled': z
    .object({ currency, reason: stopped })
    .describe('The balance does not top itself up any more until its user has it do so again.'),
  'auto_top_up.capped': z
    .object({ currency, monthly_cap: amount, this_month: amount })
    .describe('The limit of the month is reached: it goes on with the next month.'),
  'recurring_payment.succeeded': ofCharge
    .extend({ recurring_payment: id })
    .describe('The saved card was charged on its date.'),
  'recurring_payment.failed': ofDecline
    .extend({ recurring_payment: id })
    .describe('The saved card could not be charged on its date.'),
  'recurring_payment.action_required': ofConfirmation
    .extend({ recurring_payment: id })
    .describe('The bank wants to see the user before it lets the saved card be charged on its date.'),
  'recurring_payment.disabled': z
    .object({ recurring_payment: id, currency, reason: stopped })
    .describe('It stands still until its user has it go on.'),
  'webhook.test': z
    .object({ endpoint: id, message: z.string() })
    .describe('Asked for by hand; sent to one endpoint alone.'),
  'webhook.switched_off': z
    .object({ endpoint: id, url: z.string(), reason: z.enum(['gone', 'failing']), since: instant.nullable() })
    .describe('An endpoint answered 410 Gone, or failed for days, and hears of nothing more.'),
} as const satisfies Record<EventType, z.ZodType>

/** What an event of a type says. */
export type EventData<T extends EventType> = z.output<(typeof EVENT_DATA)[T]>
