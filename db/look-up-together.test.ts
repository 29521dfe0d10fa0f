import { expect, test } from 'vitest'
import { lookUpTogether } from './look-up-together'

/** A look-up whose batches end when the test says so. */
function heldLookUp() {
  const batches: { keys: string[]; end: (error?: Error) => void }[] = []
  const lookUp = lookUpTogether(
    (keys: string[]) =>
      new Promise<Map<string, string>>((resolve, reject) => {
        const end = (error?: Error) =>
          error ? reject(error) : resolve(new Map(keys.map((key) => [key, key.toUpperCase()])))
        batches.push({ keys, end })
      }),
  )
  return { batches, lookUp }
}

const soon = () => new Promise((resolve) => setImmediate(resolve))

test('what comes alone is asked at once, what comes meanwhile together, each key once', async () => {
  const { batches, lookUp } = heldLookUp()
  const first = lookUp('a')
  await soon()
  const others = [lookUp('b'), lookUp('c'), lookUp('b')]
  await soon()
  expect(batches.map(({ keys }) => keys)).toEqual([['a']])
  batches[0]?.end()
  expect(await first).toBe('A')
  await soon()
  expect(batches.map(({ keys }) => keys)).toEqual([['a'], ['b', 'c']])
  batches[1]?.end()
  expect(await Promise.all(others)).toEqual(['B', 'C', 'B'])
})

test('nothing is kept: the same key is asked again, also while it is being asked', async () => {
  const { batches, lookUp } = heldLookUp()
  const first = lookUp('a')
  await soon()
  const second = lookUp('a')
  batches[0]?.end()
  await first
  await soon()
  expect(batches).toHaveLength(2)
  batches[1]?.end()
  expect(await second).toBe('A')
})

test('a failure is that of its callers alone', async () => {
  const { batches, lookUp } = heldLookUp()
  const failing = Promise.allSettled([lookUp('a'), lookUp('b')])
  await soon()
  const next = lookUp('c')
  batches[0]?.end(new Error('gone'))
  expect((await failing).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  await soon()
  batches[1]?.end()
  expect(await next).toBe('C')
})

test('one that hangs holds nobody up for long', async () => {
  const { batches, lookUp } = heldLookUp()
  const hanging = lookUp('a')
  await soon()
  const next = lookUp('b')
  await expect.poll(() => batches.length).toBe(2)
  batches[1]?.end()
  expect(await next).toBe('B')
  batches[0]?.end()
  expect(await hanging).toBe('A')
})

test('what is not there is undefined', async () => {
  expect(await lookUpTogether(async () => new Map<string, string>())('a')).toBeUndefined()
})
