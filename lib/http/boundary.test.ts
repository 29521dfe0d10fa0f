import { expect, test, vi } from 'vitest'
import { AppError } from '../errors'
import { log } from '../log'
import { boundary } from './boundary'
import { methods } from './methods'

const call = (handle: () => Promise<Response>) => boundary(handle)(new Request('http://x/api/v1/thing'))

test('a refusal is a problem with its code, field and what else it says', async () => {
  const response = await call(async () => {
    throw new AppError('rate_limited', 'Slowly.', {
      field: 'email',
      extra: { tries: 3 },
      retryAfterSeconds: 7,
    })
  })
  expect(response.status).toBe(429)
  expect(response.headers.get('content-type')).toBe('application/problem+json')
  expect(response.headers.get('retry-after')).toBe('7')
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(await response.json()).toEqual({
    type: 'about:blank',
    title: 'Rate limited',
    status: 429,
    code: 'rate_limited',
    detail: 'Slowly.',
    field: 'email',
    tries: 3,
    request_id: response.headers.get('x-request-id'),
  })
})

test('a fault of ours says nothing but its id, and is logged under it', async () => {
  const logged = vi.spyOn(log, 'error').mockImplementation(() => {})
  const fault = new Error('connect to secret-host with password hunter2')
  const response = await call(() => Promise.reject(fault))
  expect(response.status).toBe(500)
  const text = await response.text()
  expect(text).not.toContain('hunter2')
  const requestId = response.headers.get('x-request-id')
  expect(JSON.parse(text)).toMatchObject({ code: 'internal_error', request_id: requestId })
  expect(logged).toHaveBeenCalledWith(
    expect.objectContaining({ requestId, error: fault }),
    expect.any(String),
  )
})

test('of a path that a stranger made up no more is logged than of one of ours', async () => {
  const logged = vi.spyOn(log, 'error').mockImplementation(() => {})
  const failing = boundary(() => Promise.reject(new Error('broken')))
  await failing(new Request(`http://x/api/v1/${'y'.repeat(6000)}`))
  const [{ path }] = logged.mock.calls[0] as unknown as [{ path: string }]
  expect(path).toMatch(/^\/api\/v1\/y+$/)
  expect(path.length).toBeLessThanOrEqual(200)
})

test('a database that cannot be reached is a 503 to try again', async () => {
  vi.spyOn(log, 'error').mockImplementation(() => {})
  const cause = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })
  const response = await call(() => Promise.reject(new Error('Failed query', { cause })))
  expect(response.status).toBe(503)
  expect(response.headers.get('retry-after')).toBe('1')
  expect(await response.json()).toMatchObject({ code: 'unavailable' })
})

test('a method that a path does not have is refused with those it has', async () => {
  const { POST, GET, OPTIONS } = methods({ GET: boundary(async () => new Response('{}')) })
  const response = await POST(new Request('http://x/', { method: 'POST' }))
  expect(response.status).toBe(405)
  expect(response.headers.get('allow')).toBe('GET, HEAD')
  expect((await OPTIONS(new Request('http://x/', { method: 'OPTIONS' }))).headers.get('allow')).toBe(
    'GET, HEAD',
  )
  expect(await response.json()).toMatchObject({ code: 'method_not_allowed' })
  expect((await GET(new Request('http://x/'))).status).toBe(200)
})
