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
  const kind = Object.hasOwn(EXPANDABLE, name) ? EXPANDABLE[name] : undefined
  if (!kind || !(name in object)) {
    throw invalidRequest(`This property cannot be expanded (${path}).`, 'expand')
  }
  const id = object[name]
  if (typeof id === 'string') object[name] = changes.get(kind, id) ?? id
}

function refundsOf(charge: string, changes: Changes) {
  const refunds = changes.all('refund').filter((refund) => refund.charge === charge)
  return structuredClone(listObjects('refund', `/v1/charges/${charge}/refunds`, refunds, {}))
}
