// Made by `npm run client:types` from the API's own document. Do not edit.

import type { OfEachType } from './event.js'

/**
 * Major units, with the currency's own digits.
 */
export type Amount = string
export type Id = string
/**
 * UTC, to the millisecond.
 */
export type Instant = string
/**
 * ISO 4217.
 */
export type Currency = string
export type Event = OfEachType<EventOfAnyType>
/**
 * Major units per hour, as fine as it is.
 */
export type HourlyRate = string
export type SubscriptionChangeEvent =
  | {
      type: 'started' | 'suspended' | 'resumed' | 'cap_reached' | 'new_month' | 'stopped'
    }
  | {
      type: 'tariff_changed'
      from: string
      to: string
    }
  | {
      type: 'quantity_changed'
      from: number
      to: number
    }
  | {
      type: 'price_changed'
      from: HourlyRate
      to: HourlyRate
    }
  | {
      type: 'cap_changed'
      from: number | null
      to: number | null
    }
export type WebhookPayload = OfEachType<WebhookPayloadOfAnyType>

export interface AccessToken {
  /**
   * A JWT. Its payload carries `user_id`.
   */
  access_token: string
  token_type: 'Bearer'
  /**
   * Seconds.
   */
  expires_in: number
}
export interface ApiKey {
  id: Id
  name: string
  /**
   * How the secret begins, to tell keys apart.
   */
  prefix: string
  /**
   * What it is limited to.
   */
  scopes: (
    | 'payments:read'
    | 'payments:write'
    | 'charges:write'
    | 'transactions:read'
    | 'subscriptions:read'
    | 'subscriptions:write'
    | 'webhooks:read'
    | 'webhooks:write'
    | 'keys:read'
    | 'keys:write'
    | 'operator'
  )[]
  /**
   * It was made without scopes: it may whatever its user may, short of `operator`.
   */
  unlimited: boolean
  created_at: Instant
  /**
   * To about a minute; of its present secret.
   */
  last_used_at: Instant | null
  expires_at: Instant | null
  revoked_at: Instant | null
  /**
   * The secret before this one, while it still works after a rotation.
   */
  previous: {
    prefix: string
    expires_at: Instant
    last_used_at: Instant | null
  } | null
}
export interface AuditRow {
  id: string
  datetime: Instant
  /**
   * Who did it: `user:<id>`, `admin:<id>`, `key:<id>`, `cli`.
   */
  actor: string
  /**
   * What was done, such as `user.blocked`.
   */
  action: string
  /**
   * To what: `user:<id>`, `key:<id>`, `tariff:<id>`.
   */
  subject: string
  details: {
    [k: string]: string | number | boolean | null
  }
}
/**
 * How a wallet tops itself up.
 */
export interface AutoTopUp {
  currency: Currency
  status: 'active' | 'paused'
  /**
   * Why it stands still.
   */
  reason: ('user' | 'declined' | 'card_removed' | 'unpaid' | 'refused') | null
  /**
   * It charges the card when less than this is available.
   */
  threshold: string
  /**
   * What it charges.
   */
  value: string
  monthly_cap: Amount | null
  /**
   * Major units, with the currency's own digits.
   */
  this_month: string
  capped_until: Instant | null
  description: string
  card: Id
  open_payment: OpenPayment | null
}
/**
 * A payment that a rule has begun and that is not paid yet.
 */
export interface OpenPayment {
  id: Id
  /**
   * Only its user can go on with it, at `confirmation_url`.
   */
  needs_user: boolean
  declines: number
  failure_code: string | null
  /**
   * When the card is charged again.
   */
  retry_at: Instant | null
  confirmation_url: string
}
export interface Balance {
  currency: Currency
  /**
   * Major units, with the currency's own digits.
   */
  balance: string
  /**
   * Major units, with the currency's own digits.
   */
  available: string
  /**
   * Major units, with the currency's own digits.
   */
  held: string
  /**
   * What all that runs costs now.
   */
  hourly_rate: string
  /**
   * When the money ends, if nothing changes.
   */
  depletes_at: Instant | null
  last_hourly_billing: Instant
}
export interface BillingRun {
  id: string
  /**
   * `stopped`: it was killed, and will be gone on with.
   */
  status: 'running' | 'stopped' | 'finished' | 'failed'
  /**
   * Up to when it billed.
   */
  as_of: string
  started_at: Instant
  duration_ms: number | null
  /**
   * Full hours since the finished run before it.
   */
  hours: number | null
  /**
   * How far it is.
   */
  percent: number | null
  wallets_billed: number
  wallets_suspended: number
  /**
   * By currency.
   */
  charged: {
    [k: string]: Amount
  }
  /**
   * Usage from here on was given back.
   */
  forgiven_from: Instant | null
  /**
   * Whether it was killed or failed on the way, and gone on with.
   */
  resumed: boolean
  error: string | null
}
/**
 * A saved card; its number is with Stripe alone.
 */
export interface Card {
  id: Id
  /**
   * Such as `visa`.
   */
  brand: string
  last4: string
  exp_month: number
  exp_year: number
  expired: boolean
  /**
   * What is charged where no card is named.
   */
  default: boolean
  created_at: Instant
}
/**
 * A wish to save a card.
 */
export interface CardSetup {
  id: Id
  status: 'pending' | 'succeeded' | 'canceled' | 'failed'
  /**
   * Where its user enters the card.
   */
  setup_url: string
  return_url: string | null
  card: Id | null
  failure_code: string | null
  created_at: Instant
}
/**
 * An amount reserved on a wallet.
 */
export interface Hold {
  id: Id
  user: Id
  status: 'open' | 'captured' | 'released' | 'expired'
  value: Amount
  currency: Currency
  captured_value: Amount | null
  reason: string
  /**
   * The charge that captured it, by its id in the log.
   */
  transaction: string | null
  metadata: {
    [k: string]: string
  }
  expires_at: Instant
  created_at: Instant
  ended_at: Instant | null
}
export interface ListedUser {
  id: Id
  email: string
  /**
   * May be empty.
   */
  name: string
  role: 'user' | 'admin'
  locale: 'en' | 'ru'
  created_at: Instant
  blocked: boolean
  blocked_at: Instant | null
  balances: {
    currency: Currency
    balance: Amount
    available: Amount
    hourly_rate: HourlyRate
  }[]
}
export interface NewApiKey {
  id: Id
  name: string
  /**
   * How the secret begins, to tell keys apart.
   */
  prefix: string
  /**
   * What it is limited to.
   */
  scopes: (
    | 'payments:read'
    | 'payments:write'
    | 'charges:write'
    | 'transactions:read'
    | 'subscriptions:read'
    | 'subscriptions:write'
    | 'webhooks:read'
    | 'webhooks:write'
    | 'keys:read'
    | 'keys:write'
    | 'operator'
  )[]
  /**
   * It was made without scopes: it may whatever its user may, short of `operator`.
   */
  unlimited: boolean
  created_at: Instant
  /**
   * To about a minute; of its present secret.
   */
  last_used_at: Instant | null
  expires_at: Instant | null
  revoked_at: Instant | null
  /**
   * The secret before this one, while it still works after a rotation.
   */
  previous: {
    prefix: string
    expires_at: Instant
    last_used_at: Instant | null
  } | null
  /**
   * Shown this once and kept nowhere: not to a retry. Where it was lost, rotate the key.
   */
  secret?: string
}
export interface NewWebhookEndpoint {
  id: Id
  /**
   * `operator`: it hears of everyone's events.
   */
  audience: 'user' | 'operator'
  url: string
  description: string
  /**
   * The types it hears of; `*` is all, those to come as well.
   */
  events: string[]
  enabled: boolean
  /**
   * Its owner wished so, it answered 410, or it failed for days.
   */
  switched_off_reason: ('owner' | 'gone' | 'failing') | null
  switched_off_at: Instant | null
  failing_since: Instant | null
  created_at: Instant
  /**
   * What it signs with. Shown this once: not to a retry.
   */
  secret?: string
}
export interface Payment {
  id: Id
  status: 'pending' | 'succeeded' | 'canceled' | 'failed' | 'refunded' | 'partially_refunded' | 'disputed'
  /**
   * Money is on its way: it can be neither paid again nor canceled.
   */
  processing: boolean
  paid: boolean
  value: Amount
  currency: Currency
  description: string
  /**
   * Where its user pays, and later sees that it was paid.
   */
  confirmation_url: string
  /**
   * Its receipt, once it is paid.
   */
  receipt_url: string | null
  return_url: string | null
  metadata: {
    [k: string]: string
  }
  /**
   * Begun by its user, or by a rule of theirs.
   */
  origin: 'user' | 'auto_top_up' | 'recurring'
  /**
   * The card that pays it is saved.
   */
  save_card: boolean
  refunded_value: Amount
  created_at: Instant
  /**
   * After this it is canceled, if it is not paid.
   */
  expires_at: string
  paid_at: Instant | null
  canceled_at: Instant | null
  cancellation_reason: ('expired' | 'requested_by_user' | 'canceled_at_stripe') | null
}
/**
 * An error (RFC 9457).
 */
export interface Problem {
  type: string
  title: string
  status: number
  /**
   * What to branch on. A code is never renamed or reused.
   */
  code:
    | 'invalid_request'
    | 'invalid_json'
    | 'invalid_amount'
    | 'invalid_currency'
    | 'amount_too_small'
    | 'amount_too_large'
    | 'daily_limit_exceeded'
    | 'unauthenticated'
    | 'invalid_credentials'
    | 'insufficient_funds'
    | 'forbidden'
    | 'not_found'
    | 'method_not_allowed'
    | 'conflict'
    | 'idempotency_in_flight'
    | 'email_taken'
    | 'tariff_retired'
    | 'not_refundable'
    | 'payment_not_cancelable'
    | 'hold_not_open'
    | 'payload_too_large'
    | 'unsupported_media_type'
    | 'idempotency_mismatch'
    | 'rate_limited'
    | 'provider_unavailable'
    | 'unavailable'
    | 'internal_error'
  /**
   * A sentence for people. It may change.
   */
  detail: string
  /**
   * The input field at fault, as it was spelled: `metadata.order`.
   */
  field?: string
  /**
   * Quote it if you ask us about the error; also in `X-Request-Id`.
   */
  request_id: string
  [k: string]: unknown
}
export interface Receipt {
  /**
   * Unique and permanent, without gaps within a year.
   */
  number: string
  payment: Id
  url: string
  issued_at: Instant
  paid_at: Instant
  value: Amount
  currency: Currency
  description: string
  method: {
    type: string
    brand: string | null
    last4: string | null
  } | null
  payer: {
    name: string
    email: string
    company: string
    address: string
    tax_id: string
  }
  operator: {
    name: string
    address: string
    tax_id: string
    email: string
  }
  /**
   * Paid in Stripe's test mode: no money moved.
   */
  test: boolean
  /**
   * How the payment stands now.
   */
  status: 'pending' | 'succeeded' | 'canceled' | 'failed' | 'refunded' | 'partially_refunded' | 'disputed'
  refunded_value: Amount
}
/**
 * A fixed amount, charged to a saved card every week or month.
 */
export interface RecurringPayment {
  id: Id
  status: 'active' | 'paused' | 'ended'
  /**
   * Why it stands still.
   */
  reason: ('user' | 'declined' | 'card_removed' | 'unpaid' | 'refused') | null
  value: Amount
  currency: Currency
  description: string
  interval: 'week' | 'month'
  card: Id
  starts_at: Instant
  next_payment_at: Instant | null
  open_payment: OpenPayment | null
  created_at: Instant
  ended_at: Instant | null
}
/**
 * A payment of a recurring one, with the date that it was due on.
 */
export interface RecurringTurn {
  id: Id
  status: 'pending' | 'succeeded' | 'canceled' | 'failed' | 'refunded' | 'partially_refunded' | 'disputed'
  /**
   * Money is on its way: it can be neither paid again nor canceled.
   */
  processing: boolean
  paid: boolean
  value: Amount
  currency: Currency
  description: string
  /**
   * Where its user pays, and later sees that it was paid.
   */
  confirmation_url: string
  /**
   * Its receipt, once it is paid.
   */
  receipt_url: string | null
  return_url: string | null
  metadata: {
    [k: string]: string
  }
  /**
   * Begun by its user, or by a rule of theirs.
   */
  origin: 'user' | 'auto_top_up' | 'recurring'
  /**
   * The card that pays it is saved.
   */
  save_card: boolean
  refunded_value: Amount
  created_at: Instant
  /**
   * After this it is canceled, if it is not paid.
   */
  expires_at: string
  paid_at: Instant | null
  canceled_at: Instant | null
  cancellation_reason: ('expired' | 'requested_by_user' | 'canceled_at_stripe') | null
  due_at: Instant
  /**
   * Turns before it that fell due while nothing ran, and are not made up for.
   */
  skipped_periods: number
  declines: number
}
export interface Refund {
  id: Id
  payment: Id
  status: 'pending' | 'succeeded' | 'failed' | 'canceled'
  value: Amount
  /**
   * Major units, with the currency's own digits.
   */
  taken_value: string
  currency: Currency
  reason: string
  origin: 'api' | 'stripe'
  failure_code: string | null
  created_at: Instant
  ended_at: Instant | null
}
export interface RetiredTariff {
  id: Id
  name: string
  description: string
  currency: Currency
  hourly_rate: HourlyRate
  /**
   * Hours of a month after which the rest of it is free.
   */
  monthly_cap_hours: number | null
  /**
   * The most that one piece costs in a calendar month.
   */
  monthly_cap: Amount | null
  retired_at: Instant
}
export interface Statement {
  month: string
  currency: Currency
  /**
   * Half-open, in UTC.
   */
  period: {
    start: Instant
    end: Instant
  }
  /**
   * The month is not over: more may come.
   */
  so_far: boolean
  opening_balance: Amount
  closing_balance: Amount
  as_of: Instant
  /**
   * By type, usage among them.
   */
  totals: {
    type:
      | 'top_up'
      | 'usage'
      | 'charge'
      | 'refund'
      | 'dispute'
      | 'dispute_reversal'
      | 'adjustment'
      | 'bonus'
      | 'reversal'
    amount: Amount
  }[]
  /**
   * By subscription and price or, where the history does not tell, by day.
   */
  usage: (
    | {
        subscription: Id
        name: string
        tariff: string
        quantity: number
        hourly_rate: HourlyRate
        hours: string
        amount: Amount
      }
    | {
        day: string
        amount: Amount
      }
  )[]
  /**
   * What is not usage: each row or, of a month with very many, sums by day and type.
   */
  movements: (
    | {
        datetime: Instant
        type:
          | 'top_up'
          | 'usage'
          | 'charge'
          | 'refund'
          | 'dispute'
          | 'dispute_reversal'
          | 'adjustment'
          | 'bonus'
          | 'reversal'
        reason: string
        amount: Amount
        payment: Id | null
      }
    | {
        day: string
        type:
          | 'top_up'
          | 'usage'
          | 'charge'
          | 'refund'
          | 'dispute'
          | 'dispute_reversal'
          | 'adjustment'
          | 'bonus'
          | 'reversal'
        count: number
        amount: Amount
      }
  )[]
}
export interface StatementSummary {
  month: string
  currency: Currency
  /**
   * Half-open, in UTC.
   */
  period: {
    start: Instant
    end: Instant
  }
  /**
   * The month is not over: more may come.
   */
  so_far: boolean
  opening_balance: Amount
  closing_balance: Amount
}
export interface Subscription {
  id: Id
  name: string
  status: 'active' | 'suspended' | 'canceled'
  tariff: {
    id: Id
    name: string
  }
  currency: Currency
  quantity: number
  unit_hourly_rate: HourlyRate
  /**
   * Major units per hour, as fine as it is.
   */
  hourly_rate: string
  /**
   * Major units per hour, as fine as it is.
   */
  charged_hourly_rate: string
  /**
   * Hours of a month after which the rest of it is free.
   */
  monthly_cap_hours: number | null
  /**
   * Hours of this calendar month (UTC) it has been charged for.
   */
  hours_this_month: string
  /**
   * The end of the month whose cap it has reached.
   */
  capped_until: Instant | null
  upcoming_price: {
    unit_hourly_rate: HourlyRate
    /**
     * Major units per hour, as fine as it is.
     */
    hourly_rate: string
    /**
     * Hours of a month after which the rest of it is free.
     */
    monthly_cap_hours: number | null
    /**
     * One that has passed reaches the subscription within minutes.
     */
    effective_from: string
  } | null
  /**
   * Whether it resumes by itself when money comes in.
   */
  resume_on_top_up: boolean
  /**
   * Whether its user is served now. Right at every millisecond.
   */
  entitled: boolean
  /**
   * When the money ends, if nothing changes.
   */
  entitled_until: Instant | null
  started_at: Instant
  suspended_at: Instant | null
  ended_at: Instant | null
}
/**
 * What happened, and how it stood from then on.
 */
export interface SubscriptionChange {
  at: Instant
  /**
   * What happened.
   */
  events: SubscriptionChangeEvent[]
  status: 'active' | 'suspended' | 'canceled'
  tariff: {
    id: Id
    name: string
  }
  quantity: number
  unit_hourly_rate: HourlyRate
  monthly_cap_hours: number | null
  /**
   * Whether its monthly cap was reached, so that it cost nothing.
   */
  capped: boolean
}
export interface SubscriptionPreview {
  /**
   * Whether it would be done now.
   */
  possible: boolean
  currency: Currency
  /**
   * Major units, with the currency's own digits.
   */
  charged_now: string
  /**
   * Major units, with the currency's own digits.
   */
  available: string
  /**
   * Major units per hour, as fine as it is.
   */
  hourly_rate: string
  /**
   * When the money ends then.
   */
  depletes_at: Instant | null
  /**
   * The subscription itself after the change; null where it stops.
   */
  subscription: {
    /**
     * Major units per hour, as fine as it is.
     */
    hourly_rate: string
    /**
     * Major units per hour, as fine as it is.
     */
    charged_hourly_rate: string
    /**
     * Hours of a month after which the rest of it is free.
     */
    monthly_cap_hours: number | null
    /**
     * Hours of this calendar month (UTC) it has been charged for.
     */
    hours_this_month: string
    /**
     * The end of the month whose cap it has reached.
     */
    capped_until: Instant | null
    runs: boolean
  } | null
}
export interface Tariff {
  id: Id
  name: string
  description: string
  currency: Currency
  hourly_rate: HourlyRate
  /**
   * Hours of a month after which the rest of it is free.
   */
  monthly_cap_hours: number | null
  /**
   * The most that one piece costs in a calendar month.
   */
  monthly_cap: Amount | null
  /**
   * The next announced price that whoever subscribes now will move to.
   */
  upcoming_price: {
    hourly_rate: HourlyRate
    /**
     * Hours of a month after which the rest of it is free.
     */
    monthly_cap_hours: number | null
    /**
     * The most that one piece costs in a calendar month.
     */
    monthly_cap: Amount | null
    effective_from: Instant
  } | null
}
export interface TariffPrice {
  id: string
  tariff: Id
  currency: Currency
  hourly_rate: HourlyRate
  /**
   * Hours of a month after which the rest of it is free.
   */
  monthly_cap_hours: number | null
  /**
   * The most that one piece costs in a calendar month.
   */
  monthly_cap: Amount | null
  effective_from: Instant
  /**
   * Whether those who already subscribe move to it.
   */
  applies_to_existing: boolean
}
/**
 * A row of the log. It never changes.
 */
export interface Transaction {
  /**
   * The wallet, and the row's number in it.
   */
  id: string
  user: Id
  type:
    | 'top_up'
    | 'usage'
    | 'charge'
    | 'refund'
    | 'dispute'
    | 'dispute_reversal'
    | 'adjustment'
    | 'bonus'
    | 'reversal'
  reason: string
  /**
   * Major units, with the currency's own digits.
   */
  amount: string
  currency: Currency
  /**
   * Major units, with the currency's own digits.
   */
  balance: string
  /**
   * When it was posted.
   */
  datetime: string
  /**
   * What usage is for, half-open.
   */
  period: {
    start: Instant
    end: Instant
  } | null
  payment: Id | null
}
export interface User {
  id: Id
  email: string
  /**
   * May be empty.
   */
  name: string
  role: 'user' | 'admin'
  locale: 'en' | 'ru'
  created_at: Instant
}
export interface WebhookDelivery {
  id: Id
  endpoint: Id
  status: 'pending' | 'delivered' | 'failed' | 'canceled'
  attempts: number
  next_attempt_at: Instant | null
  last_attempt_at: Instant | null
  /**
   * The HTTP status that was answered last.
   */
  last_status: number | null
  /**
   * Why the last attempt failed, as a word that never changes.
   */
  last_error: string | null
  /**
   * How the last answer began.
   */
  last_answer: string | null
  last_duration_ms: number | null
  delivered_at: Instant | null
  created_at: Instant
  event: WebhookPayload
}
export interface WebhookEndpoint {
  id: Id
  /**
   * `operator`: it hears of everyone's events.
   */
  audience: 'user' | 'operator'
  url: string
  description: string
  /**
   * The types it hears of; `*` is all, those to come as well.
   */
  events: string[]
  enabled: boolean
  /**
   * Its owner wished so, it answered 410, or it failed for days.
   */
  switched_off_reason: ('owner' | 'gone' | 'failing') | null
  switched_off_at: Instant | null
  failing_since: Instant | null
  created_at: Instant
}
export interface EventOfAnyType {
  id: string
  type: string
  user: Id
  datetime: Instant
  /**
   * What the event tells: ids and texts; amounts are texts of major units.
   */
  data: {
    [k: string]: unknown
  }
}
/**
 * What is posted to an endpoint.
 */
export interface WebhookPayloadOfAnyType {
  /**
   * The same in the feed, and in each attempt.
   */
  id: string
  type: string
  timestamp: Instant
  user: Id
  /**
   * What the event tells: ids and texts; amounts are texts of major units.
   */
  data: {
    [k: string]: unknown
  }
}
/**
 * What each type of event says in its `data`.
 */
export interface EventDataByType {
  /**
   * The money will end within the hours of a threshold, at what runs now.
   */
  'balance.low': {
    /**
     * The threshold in hours that was gone below.
     */
    hours: number
    depletes_at: string | null
    /**
     * ISO 4217 code.
     */
    currency: string
    /**
     * Major units, with the currency's own digits.
     */
    available: string
  }
  /**
   * It was neither captured nor released in time; what it reserved is free again.
   */
  'hold.expired': {
    /**
     * An id, as the API answers it.
     */
    hold: string
    metadata: {
      [k: string]: string
    }
  }
  /**
   * The money ended, and with it the service.
   */
  'subscription.suspended': {
    /**
     * An id, as the API answers it.
     */
    subscription: string
  }
  /**
   * It runs again.
   */
  'subscription.resumed': {
    /**
     * An id, as the API answers it.
     */
    subscription: string
  }
  /**
   * It will move to a new price of its tariff at `effective_from`; prices are of one piece.
   */
  'subscription.price_announced': {
    /**
     * An id, as the API answers it.
     */
    subscription: string
    /**
     * An id, as the API answers it.
     */
    tariff: string
    quantity: number
    /**
     * ISO 4217 code.
     */
    currency: string
    /**
     * Major units an hour, as fine as the price is.
     */
    old_unit_hourly_rate: string
    /**
     * Major units an hour, as fine as the price is.
     */
    new_unit_hourly_rate: string
    old_monthly_cap_hours: number | null
    new_monthly_cap_hours: number | null
    /**
     * An instant in UTC.
     */
    effective_from: string
  }
  /**
   * A price that was announced for it does not come: another one has taken its place, or it keeps the one it pays.
   */
  'subscription.price_taken_back': {
    /**
     * An id, as the API answers it.
     */
    subscription: string
    /**
     * An id, as the API answers it.
     */
    tariff: string
    quantity: number
    /**
     * ISO 4217 code.
     */
    currency: string
    /**
     * Major units an hour, as fine as the price is.
     */
    old_unit_hourly_rate: string
    /**
     * Major units an hour, as fine as the price is.
     */
    new_unit_hourly_rate: string
    old_monthly_cap_hours: number | null
    new_monthly_cap_hours: number | null
    /**
     * An instant in UTC.
     */
    effective_from: string
  }
  /**
   * It moved to a new price of its tariff; prices are of one piece.
   */
  'subscription.price_changed': {
    /**
     * An id, as the API answers it.
     */
    subscription: string
    /**
     * An id, as the API answers it.
     */
    tariff: string
    quantity: number
    /**
     * ISO 4217 code.
     */
    currency: string
    /**
     * Major units an hour, as fine as the price is.
     */
    old_unit_hourly_rate: string
    /**
     * Major units an hour, as fine as the price is.
     */
    new_unit_hourly_rate: string
    old_monthly_cap_hours: number | null
    new_monthly_cap_hours: number | null
  }
  /**
   * The money is on the balance.
   */
  'payment.succeeded': {
    /**
     * An id, as the API answers it.
     */
    payment: string
    /**
     * How the payment stood when this happened.
     */
    status: string
    /**
     * Major units, with the currency's own digits.
     */
    value: string
    /**
     * ISO 4217 code.
     */
    currency: string
    description: string
    metadata: {
      [k: string]: string
    }
    /**
     * Given back so far, with what this tells of.
     */
    refunded_value: string
    /**
     * An instant in UTC.
     */
    created_at: string
    paid_at: string | null
  }
  /**
   * It can no longer be paid.
   */
  'payment.canceled': {
    /**
     * An id, as the API answers it.
     */
    payment: string
    /**
     * How the payment stood when this happened.
     */
    status: string
    /**
     * Major units, with the currency's own digits.
     */
    value: string
    /**
     * ISO 4217 code.
     */
    currency: string
    description: string
    metadata: {
      [k: string]: string
    }
    /**
     * Given back so far, with what this tells of.
     */
    refunded_value: string
    /**
     * An instant in UTC.
     */
    created_at: string
    paid_at: string | null
  }
  /**
   * Some or all of it was given back.
   */
  'payment.refunded': {
    /**
     * An id, as the API answers it.
     */
    payment: string
    /**
     * How the payment stood when this happened.
     */
    status: string
    /**
     * Major units, with the currency's own digits.
     */
    value: string
    /**
     * ISO 4217 code.
     */
    currency: string
    description: string
    metadata: {
      [k: string]: string
    }
    /**
     * Given back so far, with what this tells of.
     */
    refunded_value: string
    /**
     * An instant in UTC.
     */
    created_at: string
    paid_at: string | null
    /**
     * An id, as the API answers it.
     */
    refund: string
    /**
     * What this refund gave back.
     */
    refund_value: string
  }
  /**
   * A refund did not reach the card: the money is on the balance again.
   */
  'payment.refund_failed': {
    /**
     * An id, as the API answers it.
     */
    payment: string
    /**
     * How the payment stood when this happened.
     */
    status: string
    /**
     * Major units, with the currency's own digits.
     */
    value: string
    /**
     * ISO 4217 code.
     */
    currency: string
    description: string
    metadata: {
      [k: string]: string
    }
    /**
     * Given back so far, with what this tells of.
     */
    refunded_value: string
    /**
     * An instant in UTC.
     */
    created_at: string
    paid_at: string | null
    /**
     * An id, as the API answers it.
     */
    refund: string
    /**
     * Major units, with the currency's own digits.
     */
    refund_value: string
    reason: string
  }
  /**
   * The bank of the payer asks for the money back.
   */
  'payment.disputed': {
    /**
     * An id, as the API answers it.
     */
    payment: string
    /**
     * How the payment stood when this happened.
     */
    status: string
    /**
     * Major units, with the currency's own digits.
     */
    value: string
    /**
     * ISO 4217 code.
     */
    currency: string
    description: string
    metadata: {
      [k: string]: string
    }
    /**
     * Given back so far, with what this tells of.
     */
    refunded_value: string
    /**
     * An instant in UTC.
     */
    created_at: string
    paid_at: string | null
    /**
     * An id, as the API answers it.
     */
    dispute: string
    /**
     * Major units, with the currency's own digits.
     */
    disputed_value: string
    reason: string
  }
  /**
   * The bank has decided.
   */
  'payment.dispute_closed': {
    /**
     * An id, as the API answers it.
     */
    payment: string
    /**
     * How the payment stood when this happened.
     */
    status: string
    /**
     * Major units, with the currency's own digits.
     */
    value: string
    /**
     * ISO 4217 code.
     */
    currency: string
    description: string
    metadata: {
      [k: string]: string
    }
    /**
     * Given back so far, with what this tells of.
     */
    refunded_value: string
    /**
     * An instant in UTC.
     */
    created_at: string
    paid_at: string | null
    /**
     * An id, as the API answers it.
     */
    dispute: string
    /**
     * Major units, with the currency's own digits.
     */
    disputed_value: string
    outcome: 'won' | 'lost'
  }
  /**
   * The saved card was charged when the balance was low.
   */
  'auto_top_up.succeeded': {
    /**
     * An id, as the API answers it.
     */
    payment: string
    /**
     * Major units, with the currency's own digits.
     */
    value: string
    /**
     * ISO 4217 code.
     */
    currency: string
  }
  /**
   * The saved card could not be charged when the balance was low.
   */
  'auto_top_up.failed': {
    payment: string | null
    /**
     * Major units, with the currency's own digits.
     */
    value: string
    /**
     * ISO 4217 code.
     */
    currency: string
    /**
     * Why the card was not charged, as Stripe names it.
     */
    reason: string
    /**
     * Where the user pays.
     */
    confirmation_url: string
    /**
     * When the card is charged again; null: it is not.
     */
    retry_at: string | null
  }
  /**
   * The bank wants to see the user before it lets the saved card top the balance up.
   */
  'auto_top_up.action_required': {
    /**
     * An id, as the API answers it.
     */
    payment: string
    /**
     * Major units, with the currency's own digits.
     */
    value: string
    /**
     * ISO 4217 code.
     */
    currency: string
    /**
     * Why the card was not charged, as Stripe names it.
     */
    reason: string
    /**
     * Where the user pays.
     */
    confirmation_url: string
  }
  /**
   * The balance does not top itself up any more until its user has it do so again.
   */
  'auto_top_up.disabled': {
    /**
     * ISO 4217 code.
     */
    currency: string
    /**
     * Why nothing is charged by itself any more.
     */
    reason: 'user' | 'declined' | 'card_removed' | 'unpaid' | 'refused'
  }
  /**
   * The limit of the month is reached: it goes on with the next month.
   */
  'auto_top_up.capped': {
    /**
     * ISO 4217 code.
     */
    currency: string
    /**
     * Major units, with the currency's own digits.
     */
    monthly_cap: string
    /**
     * Major units, with the currency's own digits.
     */
    this_month: string
  }
  /**
   * The saved card was charged on its date.
   */
  'recurring_payment.succeeded': {
    /**
     * An id, as the API answers it.
     */
    payment: string
    /**
     * Major units, with the currency's own digits.
     */
    value: string
    /**
     * ISO 4217 code.
     */
    currency: string
    /**
     * An id, as the API answers it.
     */
    recurring_payment: string
  }
  /**
   * The saved card could not be charged on its date.
   */
  'recurring_payment.failed': {
    /**
     * An id, as the API answers it.
     */
    payment: string
    /**
     * Major units, with the currency's own digits.
     */
    value: string
    /**
     * ISO 4217 code.
     */
    currency: string
    /**
     * Why the card was not charged, as Stripe names it.
     */
    reason: string
    /**
     * Where the user pays.
     */
    confirmation_url: string
    /**
     * When the card is charged again; null: it is not.
     */
    retry_at: string | null
    /**
     * An id, as the API answers it.
     */
    recurring_payment: string
  }
  /**
   * The bank wants to see the user before it lets the saved card be charged on its date.
   */
  'recurring_payment.action_required': {
    /**
     * An id, as the API answers it.
     */
    payment: string
    /**
     * Major units, with the currency's own digits.
     */
    value: string
    /**
     * ISO 4217 code.
     */
    currency: string
    /**
     * Why the card was not charged, as Stripe names it.
     */
    reason: string
    /**
     * Where the user pays.
     */
    confirmation_url: string
    /**
     * An id, as the API answers it.
     */
    recurring_payment: string
  }
  /**
   * It stands still until its user has it go on.
   */
  'recurring_payment.disabled': {
    /**
     * An id, as the API answers it.
     */
    recurring_payment: string
    /**
     * ISO 4217 code.
     */
    currency: string
    /**
     * Why nothing is charged by itself any more.
     */
    reason: 'user' | 'declined' | 'card_removed' | 'unpaid' | 'refused'
  }
  /**
   * Asked for by hand; sent to one endpoint alone.
   */
  'webhook.test': {
    /**
     * An id, as the API answers it.
     */
    endpoint: string
    message: string
  }
  /**
   * An endpoint answered 410 Gone, or failed for days, and hears of nothing more.
   */
  'webhook.switched_off': {
    /**
     * An id, as the API answers it.
     */
    endpoint: string
    url: string
    reason: 'gone' | 'failing'
    since: string | null
  }
}
export interface ListUsersInput {
  /**
   * The whole address.
   */
  email?: string
  /**
   * Part of an address.
   */
  q?: string
  /**
   * How many rows a page has.
   */
  limit?: number
  /**
   * The `next_cursor` of the page before.
   */
  cursor?: string
}
export interface CreateUserInput {
  email: string
  password: string
  name?: string
  locale?: 'en' | 'ru'
}
export interface CreateTokenInput {
  email: string
  password: string
}
export interface ListKeysInput {
  /**
   * How many rows a page has.
   */
  limit?: number
  /**
   * The `next_cursor` of the page before.
   */
  cursor?: string
  /**
   * Whom an operator acts for. Without it: yourself.
   */
  user?: string
}
export interface CreateKeyInput {
  /**
   * Where it will be used.
   */
  name: string
  /**
   * What it is limited to. Left out: whatever its user may do, short of `operator`.
   *
   * @maxItems 11
   */
  scopes?: (
    | 'payments:read'
    | 'payments:write'
    | 'charges:write'
    | 'transactions:read'
    | 'subscriptions:read'
    | 'subscriptions:write'
    | 'webhooks:read'
    | 'webhooks:write'
    | 'keys:read'
    | 'keys:write'
    | 'operator'
  )[]
  /**
   * Left out: never.
   */
  expires_at?: string
  /**
   * Whom an operator acts for. Without it: yourself.
   */
  user?: string
}
export interface GetKeyInput {
  /**
   * Whom an operator acts for. Without it: yourself.
   */
  user?: string
}
export interface RevokeKeyInput {
  /**
   * Whom an operator acts for. Without it: yourself.
   */
  user?: string
}
export interface RotateKeyInput {
  /**
   * How long the present secret works on beside the new one; 0 ends it at once.
   */
  overlap_hours?: number
  /**
   * Whom an operator acts for. Without it: yourself.
   */
  user?: string
}
export interface GetBalanceInput {
  /**
   * Whom an operator acts for. Without it: yourself.
   */
  user?: string
}
export interface GetBalanceAnswer {
  balances: Balance[]
}
export interface ListTransactionsInput {
  /**
   * ISO 4217.
   */
  currency?: string
  type?:
    | 'top_up'
    | 'usage'
    | 'charge'
    | 'refund'
    | 'dispute'
    | 'dispute_reversal'
    | 'adjustment'
    | 'bonus'
    | 'reversal'
  from?: string
  to?: string
  /**
   * How many rows a page has.
   */
  limit?: number
  /**
   * The `next_cursor` of the page before.
   */
  cursor?: string
  format?: 'json' | 'csv' | 'jsonl'
  /**
   * Whom an operator acts for. Without it: yourself.
   */
  user?: string
  /**
   * For an operator: the log of all users.
   */
  users?: 'all'
}
export interface ListStatementsInput {
  /**
   * ISO 4217.
   */
  currency?: string
  /**
   * How many rows a page has.
   */
  limit?: number
  /**
   * The `next_cursor` of the page before.
   */
  cursor?: string
  /**
   * Whom an operator acts for. Without it: yourself.
   */
  user?: string
}
export interface GetStatementInput {
  /**
   * ISO 4217.
   */
  currency?: string
  format?: 'json' | 'csv' | 'pdf'
  lang?: 'en' | 'ru'
  /**
   * Whom an operator acts for. Without it: yourself.
   */
  user?: string
}
export interface ListPaymentsInput {
  /**
   * How many rows a page has.
   */
  limit?: number
  /**
   * The `next_cursor` of the page before.
   */
  cursor?: string
  /**
   * Whom an operator acts for. Without it: yourself.
   */
  user?: string
}
export interface CreatePaymentInput {
  /**
   * In major units: a text, or a JSON number. What the currency cannot say exactly is refused, never rounded.
   */
  value: string | number
  /**
   * ISO 4217.
   */
  currency: string
  description?: string
  return_url?: string
  metadata?: {
    [k: string]: string
  }
  save_card?: boolean
  /**
   * Whom an operator acts for. Without it: yourself.
   */
  user?: string
}
export interface GetPaymentInput {
  /**
   * Whom an operator acts for. Without it: yourself.
   */
  user?: string
}
export interface CancelPaymentInput {
  /**
   * Whom an operator acts for. Without it: yourself.
   */
  user?: string
}
export interface GetReceiptInput {
  format?: 'json' | 'pdf'
  lang?: 'en' | 'ru'
  /**
   * Whom an operator acts for. Without it: yourself.
   */
  user?: string
}
export interface RefundPaymentInput {
  /**
   * Left out: all that is left of the payment.
   */
  value?: string | number
  reason: string
  /**
   * Whom an operator acts for. Without it: yourself.
   */
  user?: string
}
export interface ListRefundsInput {
  /**
   * Whom an operator acts for. Without it: yourself.
   */
  user?: string
}
export interface ListCardsInput {
  /**
   * Whom an operator acts for. Without it: yourself.
   */
  user?: string
}
export interface CreateCardSetupInput {
  return_url?: string
  /**
   * Whom an operator acts for. Without it: yourself.
   */
  user?: string
}
export interface GetCardInput {
  /**
   * Whom an operator acts for. Without it: yourself.
   */
  user?: string
}
export interface MakeCardDefaultInput {
  default: true
  /**
   * Whom an operator acts for. Without it: yourself.
   */
  user?: string
}
export interface RemoveCardInput {
  /**
   * Whom an operator acts for. Without it: yourself.
   */
  user?: string
}
export interface RemoveCardAnswer {
  id: Id
  removed: true
}
export interface GetAutoTopUpInput {
  /**
   * ISO 4217.
   */
  currency: string
  /**
   * Whom an operator acts for. Without it: yourself.
   */
  user?: string
}
export interface SetAutoTopUpInput {
  /**
   * ISO 4217.
   */
  currency: string
  /**
   * In major units: a text, or a JSON number. What the currency cannot say exactly is refused, never rounded.
   */
  threshold: string | number
  /**
   * In major units: a text, or a JSON number. What the currency cannot say exactly is refused, never rounded.
   */
  value: string | number
  monthly_cap?: (string | number) | null
  card?: string
  description?: string
  enabled?: boolean
  /**
   * Whom an operator acts for. Without it: yourself.
   */
  user?: string
}
export interface RemoveAutoTopUpInput {
  /**
   * ISO 4217.
   */
  currency: string
  /**
   * Whom an operator acts for. Without it: yourself.
   */
  user?: string
}
export interface RemoveAutoTopUpAnswer {
  currency: Currency
  removed: true
}
export interface ListRecurringPaymentsInput {
  /**
   * How many rows a page has.
   */
  limit?: number
  /**
   * The `next_cursor` of the page before.
   */
  cursor?: string
  /**
   * Whom an operator acts for. Without it: yourself.
   */
  user?: string
}
export interface CreateRecurringPaymentInput {
  /**
   * In major units: a text, or a JSON number. What the currency cannot say exactly is refused, never rounded.
   */
  value: string | number
  /**
   * ISO 4217.
   */
  currency: string
  interval: 'week' | 'month'
  starts_at?: string
  card?: string
  description?: string
  /**
   * Whom an operator acts for. Without it: yourself.
   */
  user?: string
}
export interface GetRecurringPaymentInput {
  /**
   * Whom an operator acts for. Without it: yourself.
   */
  user?: string
}
export interface ChangeRecurringPaymentInput {
  /**
   * In major units: a text, or a JSON number. What the currency cannot say exactly is refused, never rounded.
   */
  value?: string | number
  interval?: 'week' | 'month'
  next_payment_at?: string
  card?: string
  description?: string
  status?: 'active' | 'paused'
  /**
   * Whom an operator acts for. Without it: yourself.
   */
  user?: string
}
export interface EndRecurringPaymentInput {
  /**
   * Whom an operator acts for. Without it: yourself.
   */
  user?: string
}
export interface ListRecurringTurnsInput {
  /**
   * How many rows a page has.
   */
  limit?: number
  /**
   * The `next_cursor` of the page before.
   */
  cursor?: string
  /**
   * Whom an operator acts for. Without it: yourself.
   */
  user?: string
}
export interface CreateChargeInput {
  /**
   * In major units: a text, or a JSON number. What the currency cannot say exactly is refused, never rounded.
   */
  value: string | number
  /**
   * ISO 4217.
   */
  currency: string
  reason: string
  /**
   * Whom an operator acts for. Without it: yourself.
   */
  user?: string
}
export interface ListHoldsInput {
  status?: 'open' | 'captured' | 'released' | 'expired'
  /**
   * How many rows a page has.
   */
  limit?: number
  /**
   * The `next_cursor` of the page before.
   */
  cursor?: string
  /**
   * Whom an operator acts for. Without it: yourself.
   */
  user?: string
}
export interface CreateHoldInput {
  /**
   * In major units: a text, or a JSON number. What the currency cannot say exactly is refused, never rounded.
   */
  value: string | number
  /**
   * ISO 4217.
   */
  currency: string
  reason: string
  /**
   * Seconds, or an ISO 8601 duration; at most 31 days.
   */
  expires_in?: number | string
  metadata?: {
    [k: string]: string
  }
  /**
   * Whom an operator acts for. Without it: yourself.
   */
  user?: string
}
export interface GetHoldInput {
  /**
   * Whom an operator acts for. Without it: yourself.
   */
  user?: string
}
export interface CaptureHoldInput {
  /**
   * In major units: a text, or a JSON number. What the currency cannot say exactly is refused, never rounded.
   */
  value?: string | number
  reason?: string
  /**
   * Whom an operator acts for. Without it: yourself.
   */
  user?: string
}
export interface ReleaseHoldInput {
  /**
   * Whom an operator acts for. Without it: yourself.
   */
  user?: string
}
export interface ListTariffsInput {
  /**
   * ISO 4217.
   */
  currency?: string
}
export interface CreateTariffInput {
  name: string
  description?: string
  /**
   * ISO 4217.
   */
  currency: string
  /**
   * In major units: a text, or a JSON number. What the currency cannot say exactly is refused, never rounded.
   */
  hourly_rate: string | number
  monthly_cap_hours?: number | null
}
export interface AddTariffPriceInput {
  /**
   * In major units: a text, or a JSON number. What the currency cannot say exactly is refused, never rounded.
   */
  hourly_rate: string | number
  monthly_cap_hours?: number | null
  /**
   * Left out: from now on.
   */
  effective_from?: string
  /**
   * Whether those who already subscribe move to it.
   */
  applies_to_existing: boolean
}
export interface ListSubscriptionsInput {
  /**
   * How many rows a page has.
   */
  limit?: number
  /**
   * The `next_cursor` of the page before.
   */
  cursor?: string
  /**
   * Whom an operator acts for. Without it: yourself.
   */
  user?: string
}
export interface StartSubscriptionInput {
  tariff: string
  quantity?: number
  name?: string
  resume_on_top_up?: boolean
  /**
   * Whom an operator acts for. Without it: yourself.
   */
  user?: string
}
export interface PreviewSubscriptionInput {
  tariff: string
  quantity?: number
  /**
   * Whom an operator acts for. Without it: yourself.
   */
  user?: string
}
export interface GetSubscriptionInput {
  /**
   * Whom an operator acts for. Without it: yourself.
   */
  user?: string
}
export interface ChangeSubscriptionInput {
  tariff?: string
  quantity?: number
  name?: string
  resume_on_top_up?: boolean
  /**
   * Whom an operator acts for. Without it: yourself.
   */
  user?: string
}
export interface StopSubscriptionInput {
  /**
   * Whom an operator acts for. Without it: yourself.
   */
  user?: string
}
export interface PreviewSubscriptionChangeInput {
  action?: 'change' | 'resume' | 'stop'
  tariff?: string
  quantity?: number
  /**
   * Whom an operator acts for. Without it: yourself.
   */
  user?: string
}
export interface ResumeSubscriptionInput {
  /**
   * Whom an operator acts for. Without it: yourself.
   */
  user?: string
}
export interface ListSubscriptionChangesInput {
  /**
   * How many rows a page has.
   */
  limit?: number
  /**
   * The `next_cursor` of the page before.
   */
  cursor?: string
  /**
   * Whom an operator acts for. Without it: yourself.
   */
  user?: string
}
export interface ListEventsInput {
  type?:
    | 'balance.low'
    | 'hold.expired'
    | 'subscription.suspended'
    | 'subscription.resumed'
    | 'subscription.price_announced'
    | 'subscription.price_taken_back'
    | 'subscription.price_changed'
    | 'payment.succeeded'
    | 'payment.canceled'
    | 'payment.refunded'
    | 'payment.refund_failed'
    | 'payment.disputed'
    | 'payment.dispute_closed'
    | 'auto_top_up.succeeded'
    | 'auto_top_up.failed'
    | 'auto_top_up.action_required'
    | 'auto_top_up.disabled'
    | 'auto_top_up.capped'
    | 'recurring_payment.succeeded'
    | 'recurring_payment.failed'
    | 'recurring_payment.action_required'
    | 'recurring_payment.disabled'
    | 'webhook.test'
    | 'webhook.switched_off'
  /**
   * How many rows a page has.
   */
  limit?: number
  /**
   * The `next_cursor` of the page before.
   */
  cursor?: string
  /**
   * Whom an operator acts for. Without it: yourself.
   */
  user?: string
}
export interface ListWebhookEndpointsInput {
  audience?: 'user' | 'operator'
  /**
   * Whom an operator acts for. Without it: yourself.
   */
  user?: string
}
export interface CreateWebhookEndpointInput {
  url: string
  description?: string
  events?:
    | '*'[]
    | (
        | 'balance.low'
        | 'hold.expired'
        | 'subscription.suspended'
        | 'subscription.resumed'
        | 'subscription.price_announced'
        | 'subscription.price_taken_back'
        | 'subscription.price_changed'
        | 'payment.succeeded'
        | 'payment.canceled'
        | 'payment.refunded'
        | 'payment.refund_failed'
        | 'payment.disputed'
        | 'payment.dispute_closed'
        | 'auto_top_up.succeeded'
        | 'auto_top_up.failed'
        | 'auto_top_up.action_required'
        | 'auto_top_up.disabled'
        | 'auto_top_up.capped'
        | 'recurring_payment.succeeded'
        | 'recurring_payment.failed'
        | 'recurring_payment.action_required'
        | 'recurring_payment.disabled'
        | 'webhook.test'
        | 'webhook.switched_off'
      )[]
  /**
   * `operator`: it hears of everyone's events. For operators.
   */
  audience?: 'user' | 'operator'
  /**
   * Whom an operator acts for. Without it: yourself.
   */
  user?: string
}
export interface GetWebhookEndpointInput {
  /**
   * Whom an operator acts for. Without it: yourself.
   */
  user?: string
}
export interface ChangeWebhookEndpointInput {
  url?: string
  description?: string
  events?:
    | '*'[]
    | (
        | 'balance.low'
        | 'hold.expired'
        | 'subscription.suspended'
        | 'subscription.resumed'
        | 'subscription.price_announced'
        | 'subscription.price_taken_back'
        | 'subscription.price_changed'
        | 'payment.succeeded'
        | 'payment.canceled'
        | 'payment.refunded'
        | 'payment.refund_failed'
        | 'payment.disputed'
        | 'payment.dispute_closed'
        | 'auto_top_up.succeeded'
        | 'auto_top_up.failed'
        | 'auto_top_up.action_required'
        | 'auto_top_up.disabled'
        | 'auto_top_up.capped'
        | 'recurring_payment.succeeded'
        | 'recurring_payment.failed'
        | 'recurring_payment.action_required'
        | 'recurring_payment.disabled'
        | 'webhook.test'
        | 'webhook.switched_off'
      )[]
  enabled?: boolean
  /**
   * Whom an operator acts for. Without it: yourself.
   */
  user?: string
}
export interface DeleteWebhookEndpointInput {
  /**
   * Whom an operator acts for. Without it: yourself.
   */
  user?: string
}
export interface DeleteWebhookEndpointAnswer {
  id: Id
  deleted: true
}
export interface RotateWebhookSecretInput {
  /**
   * For so long the old secret signs as well; 0 ends it at once.
   */
  overlap_hours?: number
  /**
   * Whom an operator acts for. Without it: yourself.
   */
  user?: string
}
export interface SendTestEventInput {
  /**
   * Whom an operator acts for. Without it: yourself.
   */
  user?: string
}
export interface ReplayEventInput {
  /**
   * Its id in the feed.
   */
  event: string
  /**
   * Whom an operator acts for. Without it: yourself.
   */
  user?: string
}
export interface ListWebhookDeliveriesInput {
  status?: 'pending' | 'delivered' | 'failed' | 'canceled'
  /**
   * How many rows a page has.
   */
  limit?: number
  /**
   * The `next_cursor` of the page before.
   */
  cursor?: string
  /**
   * Whom an operator acts for. Without it: yourself.
   */
  user?: string
}
export interface ReplayDeliveryInput {
  /**
   * Whom an operator acts for. Without it: yourself.
   */
  user?: string
}
export interface ChangeUserInput {
  name?: string
  locale?: 'en' | 'ru'
  blocked?: boolean
}
export interface CreateBonusInput {
  user: string
  /**
   * In major units: a text, or a JSON number. What the currency cannot say exactly is refused, never rounded.
   */
  value: string | number
  /**
   * ISO 4217.
   */
  currency: string
  reason: string
}
export interface CreateAdjustmentInput {
  user: string
  /**
   * In major units: a text, or a JSON number. Less than nothing takes.
   */
  value: string | number
  /**
   * ISO 4217.
   */
  currency: string
  reason: string
}
export interface ListBillingRunsInput {
  /**
   * How many rows a page has.
   */
  limit?: number
  /**
   * The `next_cursor` of the page before.
   */
  cursor?: string
}
export interface StartBillingRunInput {
  /**
   * Left out: now.
   */
  as_of?: string
}
export interface ListAuditLogInput {
  subject?: string
  /**
   * How many rows a page has.
   */
  limit?: number
  /**
   * The `next_cursor` of the page before.
   */
  cursor?: string
}
