import { expect, test } from 'vitest'
import { proxy } from './proxy'

test.each(['/api/v1/payment/%ZZ', '/api/%', '/api/v1/payment/%E0%A4'])('%s does not exist', async (path) => {
  const response = proxy(new Request(`http://127.0.0.1:8000${path}`))
  expect(response?.status).toBe(404)
  expect(response?.headers.get('content-type')).toBe('application/problem+json')
  expect(await response?.json()).toMatchObject({
    code: 'not_found',
    request_id: response?.headers.get('x-request-id'),
  })
})

test.each(['/pay/%', '/%ZZ', '/admin/users/%E0%A4', '/apiary/%'])('%s is no page', async (path) => {
  const response = proxy(new Request(`http://127.0.0.1:8000${path}`))
  expect(response?.status).toBe(404)
  expect(response?.headers.get('content-type')).toMatch(/^text\/plain/)
  expect(await response?.text()).toContain('no page')
})

test('a path that can be read goes on to its route', () => {
  expect(proxy(new Request('http://127.0.0.1:8000/api/v1/payment/%41%D0%B6'))).toBeUndefined()
  expect(proxy(new Request('http://127.0.0.1:8000/pay/%41'))).toBeUndefined()
})
