import { Script } from 'node:vm'
import { expect, test } from 'vitest'
import { browserScript } from './browser-script'
import { startTestSandbox } from './test-sandbox'

test('the parts join into one classic script', () => {
  const source = browserScript()
  expect(() => new Script(source)).not.toThrow()
  expect(source).not.toMatch(/^(import|export) /m)
})

test('Stripe.js is served as a script that any page may load', async () => {
  const { url } = await startTestSandbox()
  for (const path of ['/v3/stripe.js', '/stripe.js']) {
    const answer = await fetch(`${url}${path}`)
    expect(answer.headers.get('content-type')).toContain('text/javascript')
    expect(await answer.text()).toContain('window.Stripe = Stripe')
  }
})
