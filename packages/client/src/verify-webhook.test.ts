import { Webhook } from 'standardwebhooks'
import { describe, expect, expectTypeOf, test } from 'vitest'
import type { EventType as ServerEventType } from '@/lib/outbox/event'
import { type EventType, verifyWebhook, type WebhookEvent } from './index.js'

const secret = `whsec_${btoa('a secret of an endpoint')}`
const payload = JSON.stringify({
  id: '17',
  type: 'payment.succeeded',
  timestamp: '2026-03-01T00:00:00.000Z',
  user: '0199a000-0000-7000-8000-000000000001',
  data: { payment: '0199a000-0000-7000-8000-000000000002', description: 'Оплата ☂' },
})

/** What a library that is not ours signs. */
function signed({ by = secret, body = payload, ageSeconds = 0 } = {}) {
  const at = new Date(Date.now() - ageSeconds * 1000)
  return {
    'webhook-id': '17',
    'webhook-timestamp': `${Math.floor(at.getTime() / 1000)}`,
    'webhook-signature': new Webhook(by).sign('17', at, body),
  }
}

describe('a webhook that is signed', () => {
  test('is read, whatever its headers and body come as', async () => {
    const headers = signed()
    const event = await verifyWebhook(payload, headers, secret)
    expect(event).toEqual(JSON.parse(payload))
    const upper = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value]),
    )
    for (const given of [new Headers(headers), upper]) {
      expect(await verifyWebhook(new TextEncoder().encode(payload), given, secret)).toEqual(event)
    }
  })

  test('is read if one of its signatures is by one of our secrets', async () => {
    const old = `whsec_${btoa('the secret before')}`
    const headers = signed()
    const both = {
      ...headers,
      'webhook-signature': `v1a,AAAA ${signed({ by: old })['webhook-signature']} ${headers['webhook-signature']}`,
    }
    for (const known of [secret, old, [`whsec_${btoa('another')}`, secret], secret.replace('whsec_', '')]) {
      expect((await verifyWebhook(payload, both, known)).id).toBe('17')
    }
  })

  test('is of the type that it says', async () => {
    const event = await verifyWebhook(payload, signed(), secret)
    if (event.type === 'payment.succeeded') expectTypeOf(event.data.payment).toEqualTypeOf<string>()
    if (event.type === 'balance.low') expectTypeOf(event.data.hours).toEqualTypeOf<number>()
    expectTypeOf<EventType>().toEqualTypeOf<ServerEventType>()
    expectTypeOf<WebhookEvent<'webhook.test'>['data']>().toEqualTypeOf<{
      endpoint: string
      message: string
    }>()
    expect(event.type).toBe('payment.succeeded')
  })
})

describe('a webhook is refused', () => {
  const good = signed()
  test.each([
    ['by another secret', payload, signed({ by: `whsec_${btoa('another')}` }), 'signature_wrong'],
    ['with another body', payload.replace('17', '18'), good, 'signature_wrong'],
    ['under another id', payload, { ...good, 'webhook-id': '18' }, 'signature_wrong'],
    [
      'of another time',
      payload,
      { ...good, 'webhook-timestamp': `${Math.floor(Date.now() / 1000) - 9}` },
      'signature_wrong',
    ],
    [
      'with a signature cut short',
      payload,
      { ...good, 'webhook-signature': good['webhook-signature'].slice(0, 20) },
      'signature_wrong',
    ],
    ['with what is no base64', payload, { ...good, 'webhook-signature': 'v1,€€€' }, 'signature_wrong'],
    [
      'of another version',
      payload,
      { ...good, 'webhook-signature': good['webhook-signature'].replace('v1', 'v2') },
      'signature_wrong',
    ],
    ['unsigned', payload, { ...good, 'webhook-signature': '' }, 'header_missing'],
    ['without a time', payload, { ...good, 'webhook-timestamp': undefined }, 'header_missing'],
    ['with a time that is none', payload, { ...good, 'webhook-timestamp': '1e9' }, 'timestamp_malformed'],
    ['that is old', payload, signed({ ageSeconds: 302 }), 'too_old'],
    ['from the future', payload, signed({ ageSeconds: -302 }), 'too_new'],
    ['that is no event', 'null', signed({ body: 'null' }), 'no_event'],
    ['that is no JSON', '{', signed({ body: '{' }), 'no_event'],
  ])('%s', async (_what, body, headers, fault) => {
    await expect(verifyWebhook(body, headers, secret)).rejects.toMatchObject({
      name: 'WebhookVerificationError',
      fault,
    })
  })

  test('by how far the clocks may be apart', async () => {
    const late = signed({ ageSeconds: 302 })
    expect((await verifyWebhook(payload, late, secret, { toleranceSeconds: 600 })).id).toBe('17')
    await expect(
      verifyWebhook(payload, signed({ ageSeconds: 9 }), secret, { toleranceSeconds: 5 }),
    ).rejects.toMatchObject({ fault: 'too_old' })
  })

  test('never because of a secret that is none: that is the receiver’s own mistake', async () => {
    for (const none of ['', 'whsec_', 'whsec_€']) {
      await expect(verifyWebhook(payload, good, none)).rejects.toThrow(TypeError)
    }
  })
})
