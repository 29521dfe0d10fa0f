import { afterEach, expect, test, vi } from 'vitest'
import type { ApiParameter } from '@/lib/docs/operation'
import { readCall, sendCall, type TriedOperation } from './send-call'

const parameter = (name: string, place: ApiParameter['in']): ApiParameter => ({
  name,
  in: place,
  depth: 0,
  type: 'text',
  required: false,
  description: '',
  choices: [],
})

const charge: TriedOperation = {
  method: 'POST',
  path: '/holds/{id}/capture',
  parameters: [parameter('id', 'path'), parameter('user', 'query'), parameter('Idempotency-Key', 'header')],
  needsKey: true,
  body: '{}',
}

function formOf(fields: Record<string, string>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  return form
}

afterEach(() => {
  vi.unstubAllGlobals()
})

test('a form becomes the call that it says, with the key alone as credential', () => {
  const form = formOf({ id: ' a/b ', user: '', 'Idempotency-Key': 'k1', body: '{"value": "1"}' })
  expect(readCall(charge, form, 'hg_test_1')).toEqual({
    url: '/api/v1/holds/a%2Fb/capture',
    init: {
      method: 'POST',
      headers: {
        'Idempotency-Key': 'k1',
        Authorization: 'Bearer hg_test_1',
        'Content-Type': 'application/json',
      },
      body: '{"value": "1"}',
      credentials: 'omit',
      cache: 'no-store',
    },
  })
})

test('a call that anyone may make is sent without the key, and one without a body without its type', () => {
  const list = { ...charge, method: 'GET', path: '/tariffs', parameters: [], needsKey: false, body: null }
  expect(readCall(list, formOf({ body: 'ignored' }), 'hg_test_1').init).toEqual({
    method: 'GET',
    headers: {},
    credentials: 'omit',
    cache: 'no-store',
  })
})

test('an answer is shown as it came, JSON indented and files cut short', async () => {
  const answerWith = (body: string) =>
    vi.stubGlobal('fetch', async () => new Response(body, { status: 402, headers: { 'X-Request-Id': 'r1' } }))
  answerWith('{"code":"insufficient_funds"}')
  const answer = await sendCall(readCall(charge, formOf({}), ''))
  expect(answer).toMatchObject({ status: 402, body: '{\n  "code": "insufficient_funds"\n}' })
  expect(answer.headers).toContainEqual(['x-request-id', 'r1'])
  answerWith('row\n'.repeat(1_000_000))
  expect((await sendCall(readCall(charge, formOf({}), ''))).body.length).toBeLessThan(100_000)
})
