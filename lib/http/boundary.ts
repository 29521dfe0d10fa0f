import { randomUUID } from 'node:crypto'
import { AppError } from '../errors'
import { log } from '../log'
import type { Operation } from './openapi/operation'
import { internalProblem, type Problem, toProblem } from './problem'
import { unavailability } from './unavailability'

/** How much of a path is logged: each of ours is shorter, and a stranger's may be as long as they like. */
const MOST_LOGGED = 200

/** One call to the API. */
export type Call = {
  request: Request
  /** The variable parts of the path. */
  params: Record<string, string | string[] | undefined>
  /** Names this call in the answer and in the log. */
  requestId: string
  /** Headers that the answer will have, whatever it is. */
  headers: Headers
}

/** A route handler as Next calls it. */
export type RouteHandler = {
  (
    request: Request,
    context?: { params: Promise<Record<string, string | string[] | undefined>> },
  ): Promise<Response>
  /** What the API's document says of it; none for what is not part of the API. */
  operation?: Operation
}

/**
 * What every call under /api goes through: whatever is thrown becomes a problem+json answer, refusals with their
 * code, anything else as a bare 500 with the cause in the log; each answer carries X-Request-Id and, unless it says
 * otherwise itself, is never cached.
 */
export function boundary(handle: (call: Call) => Promise<Response>): RouteHandler {
  return async (request, context) => {
    const requestId = randomUUID()
    const headers = new Headers({ 'X-Request-Id': requestId })
    const response = await attempt(handle, { request, requestId, headers }, context)
    for (const [name, value] of headers) response.headers.set(name, value)
    if (!response.headers.has('Cache-Control')) response.headers.set('Cache-Control', 'no-store')
    response.headers.set('X-Content-Type-Options', 'nosniff')
    return response
  }
}

async function attempt(
  handle: (call: Call) => Promise<Response>,
  { request, requestId, headers }: Omit<Call, 'params'>,
  context: Parameters<RouteHandler>[1],
): Promise<Response> {
  try {
    return await handle({ request, params: (await context?.params) ?? {}, requestId, headers })
  } catch (thrown) {
    const error = thrown instanceof AppError ? thrown : unavailability(thrown)
    if (!(thrown instanceof AppError)) {
      const path = new URL(request.url).pathname.slice(0, MOST_LOGGED)
      log.error({ requestId, method: request.method, path, error: thrown }, 'a call failed')
    }
    return error
      ? problemResponse(toProblem(error, requestId), headersOf(error))
      : problemResponse(internalProblem(requestId))
  }
}

function problemResponse(problem: Problem, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: { 'Content-Type': 'application/problem+json', ...headers },
  })
}

function headersOf(error: AppError): Record<string, string> {
  return {
    ...(error.retryAfterSeconds === undefined ? {} : { 'Retry-After': String(error.retryAfterSeconds) }),
    ...(error.code === 'unauthenticated' ? { 'WWW-Authenticate': 'Bearer realm="Hourglass"' } : {}),
    ...(error.code === 'method_not_allowed' ? { Allow: String(error.extra?.allow ?? '') } : {}),
  }
}
