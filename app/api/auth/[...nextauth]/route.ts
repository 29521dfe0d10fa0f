import { NextRequest } from 'next/server'
import NextAuth from 'next-auth'
import { nextAuthOptions } from '@/lib/auth/next-auth-options'
import { AppError } from '@/lib/errors'
import { boundary } from '@/lib/http/boundary'
import { readText } from '@/lib/http/read-json-body'

/** Enough for the longest e-mail address, password and address to return to. */
const MAX_BODY_BYTES = 16 * 1024

/**
 * next-auth's own calls. It reads bodies of any size, and fails on what is malformed as if that were our fault, so
 * the body is read for it and a failure is the caller's: with a password as the one provider and no store of its own,
 * nothing else in it can fail.
 */
const handle = boundary(async ({ request, params }) => {
  const body = request.method === 'POST' ? await readText(request, MAX_BODY_BYTES) : undefined
  const bounded = new NextRequest(request.url, {
    method: request.method,
    headers: request.headers,
    ...(body === undefined ? {} : { body }),
  })
  const context = { params: Promise.resolve(params) }
  const answer = await Promise.resolve(NextAuth(bounded as never, context as never, nextAuthOptions())).catch(
    (cause: unknown) => {
      throw malformed(cause)
    },
  )
  if (answer.status >= 500) throw malformed()
  return answer
})

function malformed(cause?: unknown): AppError {
  return new AppError('invalid_request', 'This is not a request that the sign-in understands.', { cause })
}

export { handle as GET, handle as POST }
