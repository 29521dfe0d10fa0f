import { outbox } from '@/db/schema'

/** What happened to users that others may want to hear of. Names are part of the public API: none is ever reused. */
export const EVENT_TYPES = [
  'balance.low',
  'hold.expired',
  'subscription.suspended',
  'subscription.resumed',
  'subscription.price_announced',
  'subscription.price_taken_back',
  'subscription.price_changed',
  'payment.succeeded',
  'payment.canceled',
  'payment.refunded',
  'payment.refund_failed',
  'payment.disputed',
  'payment.dispute_closed',
  'auto_top_up.succeeded',
  'auto_top_up.failed',
  'auto_top_up.action_required',
  'auto_top_up.disabled',
  'auto_top_up.capped',
  'recurring_payment.succeeded',
  'recurring_payment.failed',
  'recurring_payment.action_required',
  'recurring_payment.disabled',
  'webhook.test',
  'webhook.switched_off',
] as const

/** One of the things that are told. */
export type EventType = (typeof EVENT_TYPES)[number]

/** Something that happened, as it was written in the transaction that made it so. */
export type OutboxEvent = {
  id: bigint
  type: string
  userId: string
  walletId: bigint | null
  /** When it happened, by the domain's clock. */
  at: Date
  /** Ids and texts; amounts are texts of major units. */
  data: Record<string, unknown>
}

/** The columns of an event under the names that the domain uses. */
export const eventColumns = {
  id: outbox.id,
  type: outbox.type,
  userId: outbox.userId,
  walletId: outbox.walletId,
  at: outbox.at,
  data: outbox.data,
}
