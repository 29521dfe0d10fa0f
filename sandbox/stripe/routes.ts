import type { Route } from './call'
import { balanceRoutes } from './resources/balance'
import { chargeRoutes } from './resources/charges'
import { customerRoutes } from './resources/customers'
import { disputeRoutes } from './resources/disputes'
import { eventRoutes } from './resources/events'
import { paymentIntentRoutes } from './resources/payment-intents'
import { paymentMethodRoutes } from './resources/payment-methods'
import { refundRoutes } from './resources/refunds'
import { setupAttemptRoutes } from './resources/setup-attempts'
import { setupIntentRoutes } from './resources/setup-intents'

/** Every call of the API. */
export const ROUTES: Route[] = [
  ...paymentIntentRoutes,
  ...setupIntentRoutes,
  ...setupAttemptRoutes,
  ...paymentMethodRoutes,
  ...customerRoutes,
  ...chargeRoutes,
  ...refundRoutes,
  ...disputeRoutes,
  ...balanceRoutes,
  ...eventRoutes,
]

/** What may stand where a path has an id. `search` is a call of Stripe's own there, such as /v1/customers/search. */
const AN_ID = '((?!search(?:/|$))[^/]+)'

/** The route of a list that a request's method and path name, with the ids in the path. */
export function matchPath<R extends { method: string; path: string }>(
  routes: R[],
  method: string,
  path: string,
): { route: R; ids: string[] } | undefined {
  for (const route of routes) {
    if (route.method !== method) continue
    const match = new RegExp(`^${route.path.replace(/:\w+/g, AN_ID)}/?$`).exec(path)
    if (match) return { route, ids: match.slice(1) }
  }
  return undefined
}

/** The route of the API that a request names. */
export function matchRoute(method: string, path: string): { route: Route; ids: string[] } | undefined {
  return matchPath(ROUTES, method, path)
}
