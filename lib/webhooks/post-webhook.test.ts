import type { AddressInfo, LookupFunction } from 'node:net'
import { createServer as createTcpServer } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { postWebhook } from './post-webhook'
import { type Receiver, startReceiver } from './receiver.fixture'

let receiver: Receiver

beforeAll(async () => {
  receiver = await startReceiver()
})
afterAll(() => receiver.close())
beforeEach(() => {
  receiver.received.length = 0
})

const post = (more: Partial<Parameters<typeof postWebhook>[0]> = {}) =>
  postWebhook({
    url: receiver.url,
    headers: { 'webhook-id': '1' },
    body: '{"a":1}',
    allowPrivateNetworks: true,
    ...more,
  })

test('a body arrives as it was, and 2xx is success', async () => {
  receiver.answerWith((_, response) => response.writeHead(204).end())
  expect(await post({ body: '{"name":"Оплата"}' })).toMatchObject({ error: null, status: 204, answer: null })
  expect(receiver.received[0]?.body).toEqual({ name: 'Оплата' })
})

test.each([
  [500, 'status'],
  [404, 'status'],
  [410, 'gone'],
  [301, 'redirect'],
  [307, 'redirect'],
  [304, 'redirect'],
])('%i is a failure: %s, and nothing is followed', async (status, error) => {
  receiver.answerWith((_, response) =>
    response.writeHead(status, { Location: receiver.url, 'Retry-After': '120' }).end('no'),
  )
  expect(await post()).toMatchObject({ error, status, retryAfterMs: 120_000 })
  expect(receiver.received).toHaveLength(1)
})

test('one that hangs is given up, before its answer or within it', async () => {
  receiver.answerWith(() => {})
  expect(await post({ timeoutMs: 100 })).toMatchObject({ error: 'timeout', status: null })
  receiver.answerWith((_, response) => response.writeHead(200).write('begun'))
  const slow = await post({ timeoutMs: 100 })
  expect(slow).toMatchObject({ error: 'timeout', status: null })
  expect(slow.durationMs).toBeLessThan(2000)
})

test.each([
  ['HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n', 'status', 101],
  ['HTTP/1.1 101 X\r\n\r\n', 'status', 101],
  ['HTTP/1.1 102 Processing\r\n\r\n', 'timeout', null],
  ['HTTP/1.1 100 Continue\r\n\r\n', 'timeout', null],
])('one that answers %j is not waited for for ever', async (answer, error, status) => {
  const server = createTcpServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', () => socket.write(answer))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  expect(await post({ url, timeoutMs: 300 })).toMatchObject({ error, status })
  server.close()
})

test('of a huge answer only the beginning is read', async () => {
  let sent = 0
  receiver.answerWith((_, response) => {
    response.writeHead(200)
    const more = () => {
      while (!response.destroyed && sent < 500_000_000) {
        sent += 100_000
        if (!response.write('x'.repeat(100_000))) break
      }
    }
    response.on('drain', more)
    more()
  })
  const result = await post()
  expect(result).toMatchObject({ error: null, status: 200 })
  expect(result.answer).toBe('x'.repeat(1000))
  await vi.waitFor(() => expect(sent).toBeLessThan(50_000_000))
})

test('an answer that is no text for a database is made one', async () => {
  receiver.answerWith((_, response) => response.end(Buffer.from([0x41, 0, 0xff, 0xed, 0xa0, 0x80, 0x42])))
  const { answer } = await post()
  expect(answer).toMatch(/^A\ufffd+B$/)
})

test('one that hangs up, speaks no HTTP, is not there or has no name is a failure', async () => {
  receiver.answerWith((_, response) => response.socket?.destroy())
  expect(await post()).toMatchObject({ error: 'connection', answer: 'ECONNRESET' })
  const rude = createTcpServer((socket) => {
    socket.on('error', () => {})
    socket.write('hello\r\n\r\n', () => socket.destroySoon())
  })
  await new Promise<void>((resolve) => rude.listen(0, '127.0.0.1', resolve))
  const { port } = rude.address() as AddressInfo
  expect(await post({ url: `http://127.0.0.1:${port}/` })).toMatchObject({
    error: 'connection',
    status: null,
  })
  expect(await post({ url: `https://127.0.0.1:${receiver.port}/` })).toMatchObject({
    status: null,
    error: 'tls',
  })
  await new Promise((resolve) => rude.close(resolve))
  expect(await post({ url: `http://127.0.0.1:${port}/` })).toMatchObject({ answer: 'ECONNREFUSED' })
  const unknown: LookupFunction = (_, __, done) =>
    done(Object.assign(new Error('no'), { code: 'ENOTFOUND' }), '')
  expect(await post({ url: 'http://nowhere.test/', lookup: unknown })).toMatchObject({
    error: 'unknown_host',
  })
})

const FORBIDDEN = [
  ...['127.0.0.1', '127.8.8.8', '0.0.0.0', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.0.1'],
  ...[
    '169.254.169.254',
    '100.64.0.1',
    '100.100.100.200',
    '192.0.0.192',
    '198.18.0.1',
    '224.0.0.1',
    '239.1.1.1',
  ],
  ...['240.0.0.1', '255.255.255.255', '192.0.2.1', '198.51.100.1', '203.0.113.1'],
  ...['::', '::1', '::127.0.0.1', '::ffff:127.0.0.1', '::ffff:10.0.0.1', '::ffff:169.254.169.254'],
  ...[
    '64:ff9b::7f00:1',
    '64:ff9b:1::a00:1',
    '2002:7f00:1::',
    '2001::1',
    'fc00::1',
    'fd00:ec2::254',
    'fe80::1',
  ],
  ...['fec0::1', 'ff02::1', '2001:db8::1', '100::1'],
]

/** A resolver that says an address for whatever name, in the form it was asked for. */
const saying =
  (...answers: string[][]): LookupFunction =>
  (_name, options, done) => {
    const addresses = (answers.length > 1 ? answers.shift() : answers[0]) ?? []
    const found = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
    if (options.all) (done as unknown as (error: null, all: typeof found) => void)(null, found)
    else done(null, found[0]?.address ?? '', found[0]?.family)
  }

test.each(FORBIDDEN)('%s is not connected to, written out or by a name', async (address) => {
  const host = address.includes(':') ? `[${address}]` : address
  const { port } = receiver
  for (const protocol of ['http', 'https']) {
    const url = `${protocol}://${host}:${port}/`
    expect(await post({ url, allowPrivateNetworks: false, timeoutMs: 2000 })).toMatchObject({
      error: 'private_network',
      status: null,
    })
    const named = { url: `${protocol}://innocent.test:${port}/`, lookup: saying([address]) }
    expect(await post({ ...named, allowPrivateNetworks: false, timeoutMs: 2000 })).toMatchObject({
      error: 'private_network',
      status: null,
    })
  }
  expect(receiver.received).toEqual([])
})

test.each(['http://0x7f.1', 'http://2130706433', 'http://0177.0.0.1', 'http://127.1', 'http://localhost'])(
  '%s is this machine in another spelling',
  async (origin) => {
    const result = await post({ url: `${origin}:${receiver.port}/`, allowPrivateNetworks: false })
    expect(result).toMatchObject({ error: 'private_network', status: null })
    expect(receiver.received).toEqual([])
  },
)

test('a name that means something public first and something private when it is connected to is refused', async () => {
  const lookup = saying(['93.184.215.14'], ['127.0.0.1'])
  // A check before the request would have been told the first.
  lookup('rebinding.test', {}, () => {})
  const url = `http://rebinding.test:${receiver.port}/`
  expect(await post({ url, lookup, allowPrivateNetworks: false })).toMatchObject({ error: 'private_network' })
  // Nor does a public address beside a private one help.
  const mixed = saying(['93.184.215.14', '127.0.0.1'])
  expect(await post({ url, lookup: mixed, allowPrivateNetworks: false })).toMatchObject({
    error: 'private_network',
  })
  expect(receiver.received).toEqual([])
})

test('where private networks are allowed, this machine is reached by any of its names', async () => {
  receiver.answerWith((_, response) => void response.end('ok'))
  const url = `http://mine.test:${receiver.port}/`
  expect(await post({ url, lookup: saying(['127.0.0.1']) })).toMatchObject({ error: null })
})
