import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { generateClient } from './generate-client'
import { nameCalls } from './name-calls'

test('the client is made from the routes as they are now: if not, run `npm run client:types`', async () => {
  const files = await generateClient()
  expect(files.map(({ file }) => file.split(/[\\/]/).at(-1))).toEqual(['schema.ts', 'resources.ts'])
  for (const { file, text } of files) expect(readFileSync(file, 'utf8')).toBe(text)
})

describe('a call is named by its id and its path', () => {
  const named = (...operations: [id: string, path: string][]) =>
    [...nameCalls(operations.map(([id, path]) => ({ id, path }))).values()].map(
      ({ resource, method }) => `${resource}.${method}`,
    )

  test('as its list calls it', () => {
    expect(
      named(
        ['createPayment', '/payment'],
        ['refundPayment', '/payment/{id}/refund'],
        ['listPaymentRefunds', '/payment/{id}/refund'],
        ['listPayments', '/payment'],
      ),
    ).toEqual(['payments.create', 'payments.refund', 'payments.listRefunds', 'payments.list'])
  })

  test('as there is one alone, or in the plural of what is made', () => {
    expect(
      named(
        ['getBalance', '/balance'],
        ['createBonus', '/bonus'],
        ['createReply', '/reply'],
        ['createDay', '/day'],
      ),
    ).toEqual(['balance.get', 'bonuses.create', 'replies.create', 'days.create'])
  })

  test('by as much of the resource as it says', () => {
    expect(
      named(
        ['listWebhookEndpoints', '/webhook-endpoints'],
        ['rotateWebhookSecret', '/webhook-endpoints/{id}/rotate-secret'],
        ['sendTestEvent', '/webhook-endpoints/{id}/test'],
      ),
    ).toEqual(['webhookEndpoints.list', 'webhookEndpoints.rotateSecret', 'webhookEndpoints.sendTestEvent'])
  })

  test('and two never have one name', () => {
    expect(() =>
      named(['listKeys', '/keys'], ['rotateKey', '/keys/{id}'], ['rotateKeys', '/keys/rotate']),
    ).toThrow('keys.rotate')
  })
})
