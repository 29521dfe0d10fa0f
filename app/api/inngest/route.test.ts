import { NextRequest } from 'next/server'
import { beforeEach, expect, test, vi } from 'vitest'

/** Asks, unsigned, for a job to be run, of a server that was started with these variables. */
async function callUnsigned(variables: Record<string, string>): Promise<Response> {
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value)
  const { POST } = await import('./route')
  const address = 'http://127.0.0.1:8000/api/inngest?fnId=hourglass-none&stepId=step'
  return POST(new NextRequest(address, { method: 'POST', body: '{}' }), {})
}

const SIGNING_KEY = `signkey-prod-${'0'.repeat(64)}`

beforeEach(() => {
  vi.resetModules()
  for (const name of ['INNGEST_DEV', 'INNGEST_SIGNING_KEY', 'INNGEST_BASE_URL']) vi.stubEnv(name, undefined)
})

test.each([
  ['nothing is set', { HOURGLASS_SANDBOX: '1' }],
  ['INNGEST_DEV says no', { HOURGLASS_SANDBOX: '1', INNGEST_DEV: '0' }],
  ['money is real', { HOURGLASS_SANDBOX: '0', INNGEST_DEV: '1' }],
])('there is nothing where %s', async (_where, variables) => {
  expect((await callUnsigned(variables)).status).toBe(404)
})

test('where money is real an unsigned call is refused, INNGEST_DEV or not', async () => {
  const variables = { HOURGLASS_SANDBOX: '0', INNGEST_SIGNING_KEY: SIGNING_KEY, INNGEST_DEV: '1' }
  expect((await callUnsigned(variables)).status).toBe(401)
})

test('the sandbox lets the development server in', async () => {
  const response = await callUnsigned({ HOURGLASS_SANDBOX: '1', INNGEST_DEV: '1' })
  expect([401, 404]).not.toContain(response.status)
})
