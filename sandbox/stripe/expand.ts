import { listObjects } from './list-objects'
import type { Changes, Kind } from './store'
import { invalidRequest } from './stripe-error'

const EXPANDABLE: Record<string, Kind> = {
  customer: 'customer',
  payment_method: 'payment_method',
  latest_charge: 'charge',
  charge: 'charge',
  payment_intent: 'payment_intent',
  setup_intent: 'setup_intent',
  latest_attempt: 'setup_attempt',
  default_payment_method: 'payment_method',
  balance_transaction: 'balance_transaction',
  failure_balance_transaction: 'balance_transaction',
}
/** What Stripe could expand and is always null here. */
const ALWAYS_NULL = new Set([
  'application',
  'application_fee',
  'default_source',
  'mandate',
  'on_behalf_of',
  'review',
  'single_use_mandate',
  'source_transfer',
  'source_transfer_reversal',
  'transfer_reversal',
])

/** What is there only when it has something to say. */
const OPTIONAL = new Set(['failure_balance_transaction'])

/** The kind of object that an id such as `re_…` names, for a property that can hold several. */
const KIND_OF_PREFIX: Record<string, Kind> = { ch: 'charge', re: 'refund', du: 'dispute' }

const MAX_LEVELS = 4

type Json = Record<string, unknown>

/**
 * Replaces ids by the objects they name, along paths such as `latest_charge.refunds` or `data.customer`.
 * @param answer changed in place: hand in a copy
 * @throws StripeFailure 400 for a property that cannot be expanded
 */
export function expand(answer: unknown, paths: string[], changes: Changes): void {
  for (const path of paths) {
    const segments = path.split('.')
    if (segments.length > MAX_LEVELS + 1) {
      throw invalidRequest('You cannot expand more than 4 levels of a property.', 'expand')
    }
    follow(answer as Json, segments, path, changes)
  }
}

function follow(object: Json, [name = '', ...rest]: string[], path: string, changes: Changes): void {
  if (object.object === 'list' && name === 'data') {
    for (const item of object.data as Json[]) follow(item, rest, path, changes)
    return
  }
  if (object.object === 'charge' && name === 'refunds')
    object.refunds ??= refundsOf(String(object.id), changes)
  else if (!isPlain(object[name])) open(object, name, path, changes)
  const next = object[name]
  if (rest.length > 0 && typeof next === 'object' && next !== null) follow(next as Json, rest, path, changes)
}

/** A hash such as `invoice_settings` is no object of the API: a path only leads through it. */
function isPlain(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !('object' in value)
}

function open(object: Json, name: string, path: string, changes: Changes): void {
  const id = object[name]
  if (ALWAYS_NULL.has(name) && id === null) return
  if (OPTIONAL.has(name) && id === undefined) return
  const kind = Object.hasOwn(EXPANDABLE, name) ? EXPANDABLE[name] : kindOfSource(name, id)
  if (!kind || !(name in object)) {
    throw invalidRequest(`This property cannot be expanded (${path}).`, 'expand')
  }
  if (typeof id === 'string') object[name] = changes.get(kind, id) ?? id
}

/** A balance transaction's `source` is whatever moved the balance. */
function kindOfSource(name: string, id: unknown): Kind | undefined {
  return name === 'source' ? KIND_OF_PREFIX[String(id).split('_')[0] ?? ''] : undefined
}

function refundsOf(charge: string, changes: Changes) {
  const refunds = changes.all('refund').filter((refund) => refund.charge === charge)
  return structuredClone(listObjects('refund', `/v1/charges/${charge}/refunds`, refunds, {}))
}
