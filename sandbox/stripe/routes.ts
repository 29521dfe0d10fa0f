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

const ROUTES: Route[] = [
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

const MATCHERS = ROUTES.map((route) => ({
  route,
  pattern: new RegExp(`^${route.path.replace(/:\w+/g, '([^/]+)')}/?$`),
}))

/** The route a request's method and path name, with the ids in the path. */
export function matchRoute(method: string, path: string): { route: Route; ids: string[] } | undefined {
  for (const { route, pattern } of MATCHERS) {
    const match = route.method === method ? pattern.exec(path) : null
    if (match) return { route, ids: match.slice(1) }
  }
  return undefined
}
