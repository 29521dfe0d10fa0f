import { createHash } from 'node:crypto'
import { boundary } from '@/lib/http/boundary'
import { methods } from '@/lib/http/methods'
import { apiDocument } from '../document'

/** The document is the same for the life of a server. */
let made: { body: string; etag: string } | undefined

function document() {
  if (made) return made
  const body = JSON.stringify(apiDocument())
  made = { body, etag: `"${createHash('sha256').update(body).digest('base64url')}"` }
  return made
}

/** The API's own description, for anyone: to read, to try, to make a client from. */
export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: boundary(async ({ request }) => {
    const { body, etag } = document()
    const headers = { ETag: etag, 'Cache-Control': 'public, max-age=300', 'Access-Control-Allow-Origin': '*' }
    if (isKnown(request.headers.get('if-none-match'), etag))
      return new Response(null, { status: 304, headers })
    return new Response(body, { headers: { ...headers, 'Content-Type': 'application/json' } })
  }),
})

/** A proxy that compresses may have weakened the tag. */
function isKnown(tags: string | null, etag: string): boolean {
  return (tags ?? '').split(',').some((tag) => [etag, '*'].includes(tag.trim().replace(/^W\//, '')))
}
