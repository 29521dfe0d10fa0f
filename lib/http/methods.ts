import { AppError } from '../errors'
import { boundary, type RouteHandler } from './boundary'

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

type Method = (typeof METHODS)[number]

/**
 * The handlers of a path, by method; a method it has none for is answered with 405 and what it does have. HEAD comes
 * with GET, by Next.
 */
export function methods(
  handlers: Partial<Record<Method, RouteHandler>>,
): Record<Method | 'OPTIONS', RouteHandler> {
  const allow = METHODS.filter((method) => handlers[method])
    .flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))
    .join(', ')
  const refuse = boundary(async ({ request }) => {
    throw new AppError('method_not_allowed', `${request.method} is not possible here.`, { extra: { allow } })
  })
  const OPTIONS = boundary(async () => new Response(null, { status: 204, headers: { Allow: allow } }))
  return { OPTIONS, GET: refuse, POST: refuse, PUT: refuse, PATCH: refuse, DELETE: refuse, ...handlers }
}
