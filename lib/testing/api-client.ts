import type { createDatabase, Database } from '@/db/client'
import { createApiKey } from '@/lib/api-keys/create-api-key'
import type { ApiScope } from '@/lib/api-keys/scopes'
import { assert } from '@/lib/errors'
import type { RouteHandler } from '@/lib/http/boundary'
import { plantUser } from './fixtures'
import type { TestDatabase } from './test-database'

/** Lets the routes use a test's database instead of the pool of the settings. */
export function serveFrom(db: Database): void {
  const shared = globalThis as typeof globalThis & { hourglassDatabase?: ReturnType<typeof createDatabase> }
  shared.hourglassDatabase = { db } as ReturnType<typeof createDatabase>
}

/** What a call sends. */
export type Send = {
  method?: string
  /** Sent as JSON; a string is sent as it is. */
  body?: unknown
  /** An API key or token. */
  as?: string
  headers?: Record<string, string>
  params?: Record<string, string>
}

/** What a call answered. */
export type Reply = {
  status: number
  headers: Headers
  text: string
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any shape, and fail if they look wrong.
  json: any
}

/** Calls a route's handler as Next would. */
export async function call(handler: RouteHandler, path: string, send: Send = {}): Promise<Reply> {
  const { body, as, params = {} } = send
  const request = new Request(new URL(path, 'http://127.0.0.1:8000'), {
    method: send.method ?? (body === undefined ? 'GET' : 'POST'),
    headers: {
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(as === undefined ? {} : { Authorization: `Bearer ${as}` }),
      ...send.headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const response = await handler(request, { params: Promise.resolve(params) })
  const text = await response.text()
  const isJson = /^application\/(problem\+)?json\b/.test(response.headers.get('content-type') ?? '')
  assert(response.headers.get('x-request-id'), 'every answer carries its id')
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: isJson ? JSON.parse(text) : undefined,
  }
}

/** A key for a user. @returns the secret. */
export async function plantKey(db: Database, userId: string, scopes: ApiScope[] = []): Promise<string> {
  const { secret } = await createApiKey(db, { userId, name: 'test', scopes })
  return secret
}

/** An admin with an operator key. */
export async function plantOperator({ db, owner }: TestDatabase): Promise<{ userId: string; key: string }> {
  const userId = await plantUser(db)
  await owner`update users set role = 'admin' where id = ${userId}`
  return { userId, key: await plantKey(db, userId, ['operator']) }
}
