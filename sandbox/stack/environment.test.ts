import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { childEnvironment } from './child-environment'
import { resolveSettings } from './environment'
import { Problem } from './problem'
import type { Variables } from './read-env-files'

const root = mkdtempSync(path.join(tmpdir(), 'hourglass-root-'))
afterAll(() => rmSync(root, { recursive: true }))

const resolve = (variables: Variables = {}) => resolveSettings(variables, root)
const refusal = (variables: Variables) => {
  try {
    resolve(variables)
  } catch (error) {
    if (error instanceof Problem) return error.message.split('\n')
    throw error
  }
  throw new Error('It was accepted.')
}
const refusedNames = (variables: Variables) => refusal(variables).map((line) => line.split(' ')[0])

const STRIPE_KEYS = {
  STRIPE_SECRET_KEY: 'sk_test_1',
  STRIPE_PUBLISHABLE_KEY: 'pk_test_1',
  STRIPE_WEBHOOK_SECRET: 'whsec_1',
}
const PRODUCTION = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://app@db/hourglass',
  APP_URL: 'https://pay.example.com/',
  AUTH_SECRET: 'x'.repeat(32),
  INNGEST_EVENT_KEY: 'event',
  INNGEST_SIGNING_KEY: 'signkey',
  ...STRIPE_KEYS,
}
const SECRETS = {
  authSecret: 'made-up auth',
  stripeWebhookSecret: 'made-up whsec',
  postgresPassword: 'owner password',
  appPassword: 'app password',
}

test('nothing set: everything is a stand-in on this machine', () => {
  expect(resolve()).toMatchObject({
    production: false,
    sandbox: true,
    host: '127.0.0.1',
    port: 8000,
    appUrl: 'http://127.0.0.1:8000',
    dataDirectory: path.join(root, '.data'),
    database: undefined,
    stripe: { sandboxPort: 8001, secretKey: 'sk_test_hourglass', apiBase: 'http://127.0.0.1:8001' },
    scheduler: { kind: 'embedded' },
  })
})

test('each part stands alone: an own database with the Stripe sandbox', () => {
  const settings = resolve({ DATABASE_URL: 'postgres://a@db/x', SANDBOX_PORT: '9001', PORT: '9000' })
  expect(settings).toMatchObject({
    sandbox: true,
    appUrl: 'http://127.0.0.1:9000',
    database: { url: 'postgres://a@db/x', ownerUrl: 'postgres://a@db/x' },
    stripe: { sandboxPort: 9001, apiBase: 'http://127.0.0.1:9001' },
  })
})

test('migrations may have an owner of their own', () => {
  const settings = resolve({ DATABASE_URL: 'postgres://a@db/x', DATABASE_MIGRATION_URL: 'postgres://o@db/x' })
  expect(settings.database).toEqual({ url: 'postgres://a@db/x', ownerUrl: 'postgres://o@db/x' })
})

test('keys of Stripe end the sandbox', () => {
  const settings = resolve(STRIPE_KEYS)
  expect(settings).toMatchObject({ sandbox: false, stripe: { sandboxPort: undefined, apiBase: undefined } })
})

test.each(['http://127.0.0.1:4010', 'http://localhost:4010', 'http://[::1]:4010'])(
  'another Stripe on this machine (%s) is a sandbox that we do not start',
  (apiBase) => {
    const settings = resolve({ ...STRIPE_KEYS, STRIPE_API_BASE: apiBase })
    expect(settings).toMatchObject({ sandbox: true, stripe: { sandboxPort: undefined, apiBase } })
  },
)

test('a Stripe elsewhere is no sandbox, and needs keys', () => {
  expect(refusedNames({ STRIPE_API_BASE: 'https://stripe.example.com' })).toEqual(Object.keys(STRIPE_KEYS))
  expect(resolve({ ...STRIPE_KEYS, STRIPE_API_BASE: 'https://127.example.com' }).sandbox).toBe(false)
})

test('a secret key without its companions is named, not guessed', () => {
  expect(refusedNames({ STRIPE_SECRET_KEY: 'sk_test_1' })).toEqual([
    'STRIPE_PUBLISHABLE_KEY',
    'STRIPE_WEBHOOK_SECRET',
  ])
})

test('in production every missing variable has a sentence, and nothing falls back', () => {
  expect(refusedNames({ NODE_ENV: 'production' })).toEqual(
    Object.keys(PRODUCTION)
      .filter((name) => name !== 'NODE_ENV')
      .sort((a, b) => order(a) - order(b)),
  )
  for (const line of refusal({ NODE_ENV: 'production' }))
    expect(line).toMatch(/^[A-Z_]+ is missing: set it to .+\.$/)
})

function order(name: string): number {
  return ['DATABASE', 'APP', 'AUTH', 'STRIPE', 'INNGEST'].indexOf(name.split('_')[0] ?? '')
}

test('a complete production is accepted and is no sandbox', () => {
  const settings = resolve(PRODUCTION)
  expect(settings).toMatchObject({
    production: true,
    sandbox: false,
    appUrl: 'https://pay.example.com',
    scheduler: { kind: 'inngest' },
  })
})

test.each(['production', 'Production', 'production ', ' PRODUCTION'])(
  'NODE_ENV="%s" is production',
  (name) => {
    expect(resolve({ ...PRODUCTION, NODE_ENV: name })).toMatchObject({ production: true, sandbox: false })
    expect(refusedNames({ NODE_ENV: name })).toContain('STRIPE_SECRET_KEY')
    const settings = resolve({ ...PRODUCTION, NODE_ENV: name })
    expect(childEnvironment({ NODE_ENV: name }, settings, 'postgres://a@db/x', undefined).NODE_ENV).toBe(
      'production',
    )
  },
)

test.each(['development', 'test', 'Test'])('NODE_ENV=%s is none', (name) => {
  expect(resolve({ NODE_ENV: name })).toMatchObject({ production: false, sandbox: true })
})

test.each([
  ['STRIPE_API_BASE', 'http://127.0.0.1:8001'],
  ['STRIPE_API_BASE', 'http://localhost:8001'],
  ['STRIPE_SECRET_KEY', 'sk_test_hourglass'],
  ['STRIPE_PUBLISHABLE_KEY', 'pk_test_hourglass'],
])('production refuses what the sandbox is made of: %s=%s', (name, value) => {
  expect(refusal({ ...PRODUCTION, [name]: value })).toEqual([
    expect.stringMatching(`^${name} is refused in production: .+\\.$`),
  ])
})

test.each(['sk_live_1', 'rk_live_1', ' sk_live_1'])('the sandbox refuses the key %s of real money', (key) => {
  const variables = { ...STRIPE_KEYS, STRIPE_SECRET_KEY: key }
  expect(refusedNames({ ...variables, STRIPE_API_BASE: 'http://127.0.0.1:4010' })).toEqual([
    'STRIPE_SECRET_KEY',
  ])
  expect(resolve(variables).sandbox).toBe(false)
})

test('a publishable key of real money without its secret one is no sandbox either', () => {
  expect(refusedNames({ STRIPE_PUBLISHABLE_KEY: 'pk_live_1' })).toEqual(['STRIPE_PUBLISHABLE_KEY'])
})

test.each([
  ['HOST', '0.0.0.0'],
  ['HOST', '::'],
  ['HOST', '192.168.0.7'],
  ['HOST', '127.example.com'],
  ['APP_URL', 'https://pay.example.com'],
])('the sandbox is not opened to other machines by accident: %s=%s', (name, value) => {
  expect(refusal({ [name]: value })).toEqual([expect.stringMatching(`^${name} is refused: .+\\.$`)])
  expect(refusedNames({ [name]: value, HOURGLASS_PUBLIC_SANDBOX: '0' })).toEqual([name])
  expect(resolve({ [name]: value, HOURGLASS_PUBLIC_SANDBOX: '1' }).sandbox).toBe(true)
  expect(resolve({ ...STRIPE_KEYS, [name]: value }).sandbox).toBe(false)
})

test.each(['localhost', '127.0.0.1', '127.1.2.3', '::1'])('the sandbox may listen at %s', (host) => {
  const name = host.includes(':') ? `[${host}]` : host
  expect(resolve({ HOST: host, APP_URL: `http://${name}:8000` }).host).toBe(host)
})

test('production may choose the embedded scheduler, in so many words', () => {
  const { INNGEST_EVENT_KEY, INNGEST_SIGNING_KEY, ...rest } = PRODUCTION
  expect(refusedNames(rest)).toEqual(['INNGEST_EVENT_KEY', 'INNGEST_SIGNING_KEY'])
  expect(resolve({ ...rest, HOURGLASS_SCHEDULER: 'embedded' }).scheduler).toEqual({ kind: 'embedded' })
})

test.each(['1', 'true', 'http://127.0.0.1:8288'])('INNGEST_DEV=%s is for the sandbox alone', (value) => {
  const refused = [expect.stringMatching(/^INNGEST_DEV is refused outside the sandbox: .+\.$/)]
  expect(refusal({ ...PRODUCTION, INNGEST_DEV: value })).toEqual(refused)
  expect(refusal({ ...PRODUCTION, INNGEST_DEV: value, HOURGLASS_SCHEDULER: 'embedded' })).toEqual(refused)
  expect(refusal({ ...STRIPE_KEYS, INNGEST_DEV: value })).toEqual(refused)
  expect(resolve({ ...PRODUCTION, INNGEST_DEV: '0' }).scheduler).toEqual({ kind: 'inngest' })
})

test('with real Stripe only an Inngest that signs its calls is used, never the development server', () => {
  const { INNGEST_EVENT_KEY, INNGEST_SIGNING_KEY } = PRODUCTION
  const signed = { ...STRIPE_KEYS, INNGEST_EVENT_KEY, INNGEST_SIGNING_KEY }
  writeFileSync(path.join(root, 'inngest'), '#!/bin/sh\n', { mode: 0o755 })
  expect(resolve({ ...STRIPE_KEYS, PATH: root }).scheduler).toEqual({ kind: 'embedded' })
  expect(resolve(signed).scheduler).toEqual({ kind: 'inngest' })
  expect(refusedNames({ ...STRIPE_KEYS, INNGEST_EVENT_KEY })).toEqual(['INNGEST_SIGNING_KEY'])
})

test.each([
  ['NODE_ENV', 'prod'],
  ['NODE_ENV', 'staging'],
  ['PORT', '0'],
  ['PORT', 'http'],
  ['SANDBOX_PORT', '70000'],
  ['APP_URL', 'pay.example.com'],
  ['DATABASE_URL', 'mysql://x'],
  ['AUTH_SECRET', 'short'],
  ['HOURGLASS_SCHEDULER', 'cron'],
  ['INNGEST_BIN', '/does/not/exist'],
])('a malformed %s is named', (name, value) => {
  expect(refusal({ [name]: value })).toEqual([expect.stringMatching(`^${name} is malformed: .+\\.$`)])
})

test('an Inngest of the operator is used, one on the PATH is started, none leaves the embedded scheduler', () => {
  writeFileSync(path.join(root, 'inngest'), '#!/bin/sh\n', { mode: 0o755 })
  const binary = path.join(root, 'inngest')
  expect(resolve({ INNGEST_BASE_URL: 'http://inngest:8288' }).scheduler).toEqual({ kind: 'inngest' })
  expect(resolve({ INNGEST_DEV: '1' }).scheduler).toEqual({ kind: 'inngest' })
  expect(resolve({ INNGEST_DEV: '0' }).scheduler).toEqual({ kind: 'embedded' })
  expect(resolve({ PATH: root }).scheduler).toEqual({ kind: 'inngest-cli', binary, isNamed: false })
  expect(resolve({ INNGEST_BIN: binary }).scheduler).toEqual({ kind: 'inngest-cli', binary, isNamed: true })
  expect(resolve({ PATH: root, HOURGLASS_SCHEDULER: 'embedded' }).scheduler).toEqual({ kind: 'embedded' })
})

test('programs of the sandbox get every setting, and never the owner of the database', () => {
  const variables = { DATABASE_MIGRATION_URL: 'postgres://owner@db/x', EXTRA: 'kept' }
  const env = childEnvironment(variables, resolve(variables), 'postgres://app@db/x', SECRETS)
  expect(env).toMatchObject({
    EXTRA: 'kept',
    DATABASE_URL: 'postgres://app@db/x',
    AUTH_SECRET: 'made-up auth',
    NEXTAUTH_URL: 'http://127.0.0.1:8000',
    STRIPE_SECRET_KEY: 'sk_test_hourglass',
    STRIPE_PUBLISHABLE_KEY: 'pk_test_hourglass',
    STRIPE_WEBHOOK_SECRET: 'made-up whsec',
    STRIPE_API_BASE: 'http://127.0.0.1:8001',
    HOURGLASS_SANDBOX: '1',
  })
  // Empty, so that Next does not take it from an .env file.
  expect(env.DATABASE_MIGRATION_URL).toBe('')
})

test('what the operator set wins over what is made up, and real Stripe is no sandbox', () => {
  const variables = { ...STRIPE_KEYS, AUTH_SECRET: 'y'.repeat(40), HOURGLASS_SANDBOX: '1' }
  const env = childEnvironment(variables, resolve(variables), 'postgres://app@db/x', SECRETS)
  expect(env).toMatchObject({ ...STRIPE_KEYS, AUTH_SECRET: 'y'.repeat(40) })
  expect(env.HOURGLASS_SANDBOX).toBe('0')
  expect(env.STRIPE_API_BASE).toBeUndefined()
})
