import { createHash } from 'node:crypto'
// Relative, and not from the root: a worker of another checkout takes the ledger from there, and the dice from here.
import { seededRandom } from '../../lib/testing/seeded-random'

/** Seeded chance. The same seed and path throw the same, whatever else was thrown before. */
export type Dice = {
  /** Whether something with this probability happens. */
  chance(probability: number): boolean
  /** A whole number in [from, to]. */
  whole(from: number, to: number): number
  pick<T>(from: readonly T[]): T
  /** A whole number in [1, 10^digits], each order of magnitude as likely as any other. */
  magnitude(digits: number): bigint
}

/** @param path what the dice are for, such as a round, a worker and a step. */
export function createDice(seed: number, ...path: (string | number)[]): Dice {
  const digest = createHash('sha256')
    .update(JSON.stringify([seed, ...path]))
    .digest()
  const random = seededRandom(digest.readInt32LE(0))
  const whole = (from: number, to: number) => from + Math.floor(random() * (to - from + 1))
  return {
    chance: (probability) => random() < probability,
    whole,
    pick: (from) => {
      const picked = from[whole(0, from.length - 1)]
      if (picked === undefined) throw new Error('BUG: nothing to pick from')
      return picked
    },
    magnitude: (digits) => BigInt(Math.ceil(10 ** (random() * digits))),
  }
}
