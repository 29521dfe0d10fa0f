import { expect, test } from 'vitest'
import { parseEnv } from '../env'
import settings from '../testing/test-settings.json'
import { checkUrl, urlRules } from './check-url'

const LIVE = { allowHttp: false, allowPrivateNetworks: false }

test.each([
  ['https://example.com/hooks', 'https://example.com/hooks'],
  ['https://EXAMPLE.com', 'https://example.com/'],
  ['https://example.com:8443/a?b=c', 'https://example.com:8443/a?b=c'],
  ['https://1.1.1.1/', 'https://1.1.1.1/'],
  ['https://пример.рф/', 'https://xn--e1afmkfd.xn--p1ai/'],
])('%s is called as %s', (text, href) => {
  expect(checkUrl(text, LIVE)).toBe(href)
})

test.each([
  '',
  'example.com',
  'ftp://example.com/',
  'javascript:alert(1)',
  'http://example.com/',
  'https://user@example.com/',
  'https://user:pass@example.com/',
  'https://example.com/#part',
  'https://localhost/',
  'https://db.internal/',
  'https://printer.local/',
  'https://127.0.0.1/',
  'https://0x7f000001/',
  'https://2130706433/',
  'https://[::1]/',
  'https://[::ffff:10.0.0.1]/',
  'https://169.254.169.254/latest/meta-data',
  `https://example.com/${'x'.repeat(2048)}`,
])('%s is refused by name', (text) => {
  expect(() => checkUrl(text, LIVE)).toThrow(
    expect.objectContaining({ code: 'invalid_request', field: 'url' }),
  )
})

test('the sandbox may call itself, by plain http', () => {
  expect(urlRules()).toEqual({ allowHttp: true, allowPrivateNetworks: true })
  expect(checkUrl('http://127.0.0.1:9000/hooks')).toBe('http://127.0.0.1:9000/hooks')
})

test('the settings say whether webhooks go into private networks', () => {
  expect(parseEnv({ ...settings, WEBHOOK_ALLOW_PRIVATE_NETWORKS: '' })).toMatchObject({
    WEBHOOK_ALLOW_PRIVATE_NETWORKS: undefined,
  })
  expect(parseEnv({ ...settings, WEBHOOK_ALLOW_PRIVATE_NETWORKS: '1' })).toMatchObject({
    WEBHOOK_ALLOW_PRIVATE_NETWORKS: true,
  })
  expect(() => parseEnv({ ...settings, WEBHOOK_ALLOW_PRIVATE_NETWORKS: 'perhaps' })).toThrow(
    'WEBHOOK_ALLOW_PRIVATE_NETWORKS is malformed',
  )
})
