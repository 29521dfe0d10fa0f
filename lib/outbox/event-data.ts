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
  'subscription.price_changed': z
    .object({
      subscription: id,
      tariff: id,
      quantity: z.number().int(),
      currency,
      old_unit_hourly_rate: rate,
      new_unit_hourly_rate: rate,
      old_monthly_cap_hours: z.number().int().nullable(),
      new_monthly_cap_hours: z.number().int().nullable(),
    })
    .describe('It moved to a new price of its tariff; prices are of one piece.'),
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
  'auto_top_up.failed': z
    .object({ payment: id.nullable(), value: amount, currency, reason: z.string() })
    .describe('The saved card could not be charged when the balance was low.'),
  'webhook.test': z
    .object({ endpoint: id, message: z.string() })
    .describe('Asked for by hand; sent to one endpoint alone.'),
  'webhook.switched_off': z
    .object({ endpoint: id, url: z.string(), reason: z.enum(['gone', 'failing']), since: instant.nullable() })
    .describe('An endpoint answered 410 Gone, or failed for days, and hears of nothing more.'),
} as const satisfies Record<EventType, z.ZodType>

/** What an event of a type says. */
export type EventData<T extends EventType> = z.output<(typeof EVENT_DATA)[T]>
