import type Stripe from 'stripe'
import { route } from '../call'
import { EXPAND, hasAsked, LIST_PARAMS, listObjects } from '../list-objects'
import { string } from '../params'
import type { Changes } from '../store'
import { noSuch } from '../stripe-error'

/** @throws StripeFailure `resource_missing` */
export function findCharge(
  changes: Changes,
  id: string,
  param = 'charge',
  status: 400 | 404 = 400,
): Stripe.Charge {
  const charge = changes.get('charge', id)
  if (!charge) throw noSuch('charge', id, param, status)
  return charge
}

/** The calls about charges: payment intents make them, so they can only be read. */
export const chargeRoutes = [
  route(
    'GET',
    '/v1/charges',
    'secret',
    { ...LIST_PARAMS, customer: string(), payment_intent: string(), transfer_group: string() },
    ({ work, params }) => {
      const asked = hasAsked<Stripe.Charge>(params, 'customer', 'payment_intent', 'transfer_group')
      return listObjects('charge', '/v1/charges', work.changes.all('charge'), params, asked)
    },
  ),
  route('GET', '/v1/charges/:id', 'secret', EXPAND, ({ work, id }) =>
    findCharge(work.changes, id, 'id', 404),
  ),
]
