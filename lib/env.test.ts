import { expect, test } from 'vitest'
import { billingWorkers, HOW_TO_SET, parseEnv } from './env'

const WHOLE = {
  DATABASE_URL: 'postgres://app@127.0.0.1/hourglass',
  APP_URL: 'https://pay.example.com',
  AUTH_SECRET: 'x'.repeat(32),
  STRIPE_SECRET_KEY: 'sk_test_1',
  STRIPE_PUBLISHABLE_KEY: 'pk_test_1',
  STRIPE_WEBHOOK_SECRET: 'whsec_12345',
}

test('a whole environment is read, and empty variables count as absent', () => {
  const env = parseEnv({ ...WHOLE, STRIPE_API_BASE: '', HOURGLASS_SANDBOX: '', LOG_LEVEL: '' })
  expect(env).toMatchObject({
    ...WHOLE,
    AUTH_SECRET: [WHOLE.AUTH_SECRET],
    HOURGLASS_SANDBOX: false,
    LOG_LEVEL: 'info',
  })
  expect(env.STRIPE_API_BASE).toBeUndefined()
})

test('two workers bill, and all of an outage is charged, unless something else is set', () => {
  expect(parseEnv({ ...WHOLE, BILLING_WORKERS: '', OUTAGE_FORGIVEN_AFTER_HOURS: '' })).toMatchObject({
    BILLING_WORKERS: 2,
    OUTAGE_FORGIVEN_AFTER_HOURS: undefined,
  })
  const set = { BILLING_WORKERS: '8', OUTAGE_FORGIVEN_AFTER_HOURS: '6' }
  expect(parseEnv({ ...WHOLE, ...set })).toMatchObject({
    BILLING_WORKERS: 8,
    OUTAGE_FORGIVEN_AFTER_HOURS: 6,
  })
  expect([billingWorkers({}), billingWorkers({ BILLING_WORKERS: '8' })]).toEqual([2, 8])
})

test('each missing setting is named, with what to set it to', () => {
  const names = Object.keys(WHOLE) as (keyof typeof WHOLE)[]
  for (const name of names) {
    expect(() => parseEnv({})).toThrow(`${name} is missing: ${HOW_TO_SET[name]}.`)
  }
})

test.each([
  ['DATABASE_URL', 'mysql://x'],
  ['APP_URL', 'ftp://x'],
  ['AUTH_SECRET', 'short'],
  ['AUTH_SECRET', `${'x'.repeat(32)},short`],
  ['AUTH_SECRET', `${'x'.repeat(32)},`],
  ['AUTH_SECRET', Array(3).fill('x'.repeat(32)).join()],
  ['API_RATE_LIMIT', '0'],
  ['API_RATE_LIMIT', 'many'],
  ['STRIPE_SECRET_KEY', 'pk_test_1'],
  ['STRIPE_PUBLISHABLE_KEY', 'sk_test_1'],
  ['STRIPE_API_BASE', 'nowhere'],
  ['BILLING_WORKERS', '0'],
  ['BILLING_WORKERS', '65'],
  ['BILLING_WORKERS', '2.5'],
  ['OUTAGE_FORGIVEN_AFTER_HOURS', '0'],
  ['OUTAGE_FORGIVEN_AFTER_HOURS', '6h'],
  ['LOW_BALANCE_HOURS', '0'],
  ['LOW_BALANCE_HOURS', '24,'],
  ['LOW_BALANCE_HOURS', '1.5'],
  ['LOW_BALANCE_HOURS', '8761'],
  ['STRIPE_WEBHOOK_SECRET', 'whsec_12345,'],
  ['STRIPE_WEBHOOK_SECRET', ',whsec_12345'],
  ['PAYMENT_MIN', 'RUB'],
  ['PAYMENT_MIN', 'RUB:0'],
  ['PAYMENT_MIN', 'RUB:-1'],
  ['PAYMENT_MIN', 'RUB:1:2'],
  ['PAYMENT_MAX', 'RUB:0.001'],
  ['PAYMENT_MAX', 'XXX:1'],
  ['PAYMENT_MAX', 'RUB:1,'],
  ['PAYMENT_DAILY_MAX', 'RUB:1,rub:2'],
  ['PAYMENT_EXPIRES_AFTER', '24h'],
  ['PAYMENT_EXPIRES_AFTER', 'PT59S'],
  ['PAYMENT_EXPIRES_AFTER', 'P367D'],
  ['OPERATOR_ADDRESS', 'x'.repeat(501)],
  ['OPERATOR_ADDRESS', Array(9).fill('x').join('\\n')],
  ['OPERATOR_ADDRESS', Array(9).fill('x').join('\n')],
  ['RETURN_URL_ORIGINS', 'shop.example'],
  ['RETURN_URL_ORIGINS', 'https://shop.example/path'],
] as const)('a malformed %s is named, and its value is not told', (name, value) => {
  expect(() => parseEnv({ ...WHOLE, [name]: value })).toThrow(`${name} is malformed: ${HOW_TO_SET[name]}.`)
  expect(() => parseEnv({ ...WHOLE, [name]: value })).not.toThrow(`"${value}"`)
})

test('an address is of eight lines at most', () => {
  const address = Array(8).fill('x').join('\\n')
  expect(parseEnv({ ...WHOLE, OPERATOR_ADDRESS: ` ${address} ` }).OPERATOR_ADDRESS).toBe(address)
})

test('the hours before the end at which users are warned are a list, each once', () => {
  expect(parseEnv(WHOLE).LOW_BALANCE_HOURS).toEqual([24])
  expect(parseEnv({ ...WHOLE, LOW_BALANCE_HOURS: '' }).LOW_BALANCE_HOURS).toEqual([24])
  expect(parseEnv({ ...WHOLE, LOW_BALANCE_HOURS: '72, 24,72' }).LOW_BALANCE_HOURS).toEqual([72, 24])
})

test('limits of payments are amounts by currency, exact in it', () => {
  const set = { PAYMENT_MIN: 'rub: 100, USD:0.50', PAYMENT_MAX: 'JPY:5000', PAYMENT_DAILY_MAX: '' }
  expect(parseEnv({ ...WHOLE, ...set })).toMatchObject({
    PAYMENT_MIN: new Map([
      ['RUB', 10_000n],
      ['USD', 50n],
    ]),
    PAYMENT_MAX: new Map([['JPY', 5000n]]),
    PAYMENT_DAILY_MAX: new Map(),
  })
  expect(() => parseEnv({ ...WHOLE, PAYMENT_MIN: 'RUB:2', PAYMENT_MAX: 'RUB:1' })).toThrow(
    'PAYMENT_MIN is malformed',
  )
})

test('unpaid payments live for a day, and payers go back anywhere, unless something else is set', () => {
  expect(parseEnv({ ...WHOLE, PAYMENT_EXPIRES_AFTER: '', RETURN_URL_ORIGINS: '' })).toMatchObject({
    PAYMENT_EXPIRES_AFTER: 86_400_000,
    RETURN_URL_ORIGINS: undefined,
  })
  const set = { PAYMENT_EXPIRES_AFTER: 'P3D', RETURN_URL_ORIGINS: 'https://a.example, https://*.b.example' }
  expect(parseEnv({ ...WHOLE, ...set })).toMatchObject({
    PAYMENT_EXPIRES_AFTER: 3 * 86_400_000,
    RETURN_URL_ORIGINS: ['https://a.example', 'https://*.b.example'],
  })
})
