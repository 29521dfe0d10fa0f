import type { ApiDocument } from '@/lib/docs/document'
import { env } from '@/lib/env'
import { buildDocument } from '@/lib/http/openapi/build-document'
import { ALL_ROUTES } from './all-routes'

let made: ApiDocument | undefined

/** The API's document. It is the same for the life of a server. */
export function apiDocument(): ApiDocument {
  made ??= buildDocument(ALL_ROUTES, { apiUrl: new URL('/api/v1', env().APP_URL).href }) as ApiDocument
  return made
}
