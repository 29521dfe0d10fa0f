import { expect, test } from 'vitest'
import { readJsonBody } from './read-json-body'

const send = (body: BodyInit | null, type: string | null = 'application/json') =>
  readJsonBody(
    new Request('http://x/', {
      method: 'POST',
      body,
      headers: type === null ? {} : { 'Content-Type': type },
    }),
  )

test.each(['application/json', 'Application/JSON; charset=UTF-8', 'application/json;charset="utf-8"'])(
  '%s is read',
  async (type) => {
    await expect(send('{"a":"ё"}', type)).resolves.toEqual({ a: 'ё' })
  },
)

test.each([
  'text/plain',
  'application/x-www-form-urlencoded',
  'application/json; charset=utf-16',
  'application/jsonx',
  '',
])('"%s" is no JSON', async (type) => {
  await expect(send('{}', type)).rejects.toMatchObject({ code: 'unsupported_media_type' })
})

test('a body of 64 KiB is read, one byte more is not, whatever its length is said to be', async () => {
  const text = (bytes: number) => JSON.stringify('x'.repeat(bytes - 2))
  await expect(send(text(65_536))).resolves.toHaveLength(65_534)
  await expect(send(text(65_537))).rejects.toMatchObject({ code: 'payload_too_large' })
  let made = 0
  const endless = new ReadableStream({
    pull(controller) {
      made += 1
      controller.enqueue(new Uint8Array(16_384).fill(0x20))
    },
  })
  const request = new Request('http://x/', {
    method: 'POST',
    body: endless,
    duplex: 'half',
    headers: { 'Content-Type': 'application/json', 'Content-Length': '2' },
  } as RequestInit)
  await expect(readJsonBody(request)).rejects.toMatchObject({ code: 'payload_too_large' })
  expect(made).toBeLessThan(10)
})

test('what is not UTF-8 and what is empty are refused', async () => {
  await expect(send(new Uint8Array([0x22, 0xff, 0x22]))).rejects.toMatchObject({ code: 'invalid_json' })
  await expect(send(null)).rejects.toMatchObject({ code: 'invalid_json' })
})

test('a body that breaks off is the caller who hung up, not a fault of ours', async () => {
  const broken = new ReadableStream({
    start(controller) {
      controller.enqueue(new Uint8Array([0x7b]))
    },
    pull(controller) {
      controller.error(Object.assign(new Error('aborted'), { code: 'ECONNRESET' }))
    },
  })
  const request = new Request('http://x/', {
    method: 'POST',
    body: broken,
    duplex: 'half',
    headers: { 'Content-Type': 'application/json' },
  } as RequestInit)
  await expect(readJsonBody(request)).rejects.toMatchObject({ code: 'invalid_request', status: 400 })
})
