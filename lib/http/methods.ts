import { AppError } from '../errors'
import { boundary, type RouteHandler } from './boundary'

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

type Method = (typeof METHODS)[number]

/** The handlers of a path, by method; a method it has none for is answered with 405 and what it does have. */
export function methods(handlers: Partial<Record<Method, RouteHandler>>): Record<Method, RouteHandler> {
  const allow = METHODS.filter((method) => handlers[method]).join(', ')
  const refuse = boundary(async ({ request }) => {
    throw new AppError('method_not_allowed', `${request.method} is not possible here.`, { extra: { allow } })
  })
  return { GET: refuse, POST: refuse, PUT: refuse, PATCH: refuse, DELETE: refuse, ...handlers }
}
