import { notFoundProblem } from '@/lib/http/not-found-problem'

/**
 * Answers a path whose percent-encoding is broken. Next fails on it with a bare 500 before any route or page is
 * asked; to the caller it is an address that does not exist. It runs for paths with a percent sign alone, which
 * no call of this API and no page has, so that the others do not pay for it.
 */
export function proxy(request: Request): Response | undefined {
  const { pathname } = new URL(request.url)
  try {
    decodeURIComponent(pathname)
    return undefined
  } catch {
    return pathname.startsWith('/api/') ? notFoundProblem() : notFoundText()
  }
}

/** Plain, since a page of ours is what cannot be reached by such an address. */
function notFoundText(): Response {
  return new Response('There is no page at this address.\n', {
    status: 404,
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' },
  })
}

export const config = { matcher: '/(.*%.*)' }
