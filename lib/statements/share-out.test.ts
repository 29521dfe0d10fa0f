import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shareOut } from './share-out'

test.each([
  [10n, [1n, 1n, 1n], [4n, 3n, 3n]],
  [-10n, [1n, 1n, 1n], [-4n, -3n, -3n]],
  [1n, [0n, 5n], [0n, 1n]],
  [0n, [1n, 2n], [0n, 0n]],
  [100n, [1n, 2n], [33n, 67n]],
])('%s by %s is %s', (total, weights, shares) => {
  expect(shareOut(total, weights)).toEqual(shares)
})

test('the shares come to the total, and none is a whole unit from its due', () => {
  const weights = fc
    .array(fc.bigInt({ min: 0n, max: 10n ** 30n }), { minLength: 1, maxLength: 40 })
    .filter((list) => list.some((weight) => weight > 0n))
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 62n), max: 2n ** 62n }), weights, (total, list) => {
      const shares = shareOut(total, list)
      const sum = list.reduce((all, weight) => all + weight, 0n)
      expect(shares.reduce((all, share) => all + share, 0n)).toBe(total)
      for (const [index, share] of shares.entries()) {
        const off = share * sum - total * (list[index] ?? 0n)
        expect((off < 0n ? -off : off) < sum).toBe(true)
      }
    }),
  )
})
