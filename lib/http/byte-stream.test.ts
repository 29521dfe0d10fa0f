import { expect, test } from 'vitest'
import { byteStream } from './byte-stream'

test('who leaves while a text is made is sent nothing more, and the maker ends', async () => {
  const made: string[] = []
  let release = () => {}
  async function* texts() {
    try {
      yield 'first'
      await new Promise<void>((resolve) => {
        release = resolve
      })
      yield 'second'
      made.push('third')
      yield 'third'
    } finally {
      made.push('end')
    }
  }
  const reader = byteStream(texts()).getReader()
  expect(new TextDecoder().decode((await reader.read()).value)).toBe('first')
  const asked = reader.read()
  await Promise.resolve()
  const left = reader.cancel()
  expect((await asked).done).toBe(true)
  release()
  await left
  expect(made).toEqual(['end'])
})
