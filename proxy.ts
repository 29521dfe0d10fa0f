import { notFoundProblem } from '@/lib/http/not-found-problem'

/**
 * Answers a path under /api whose percent-encoding is broken. Next fails on it with a bare 500 before any route is
 * asked; to the caller it is an address that does not exist. It runs for paths with a percent sign alone, which
 * no call of this API has, so that the others do not pay for it.
 */
export function proxy(request: Request): Response | undefined {
  try {
    decodeURIComponent(new URL(request.url).pathname)
    return undefined
  } catch {
    return notFoundProblem()
  }
}

export const config = { matcher: '/api/(.*%.*)' }
