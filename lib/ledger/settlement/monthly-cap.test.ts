import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { HOUR_MS } from '@/lib/time'
import { type CappedSubscription, meteredMsAt, nextMonth, rateSteps } from './monthly-cap'
import { depletesAtMs, settle, UNIT, type WalletMeter } from './settlement'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

const YEARS_MS = 8 * 366 * 24 * HOUR_MS
const EPOCH = Date.UTC(2026, 0, 1)
const instants = fc.integer({ min: 0, max: YEARS_MS }).map((ms) => new Date(EPOCH + ms))
const capHours = fc.oneof(fc.integer({ min: 1, max: 743 }), fc.constantFrom(1, 672, 696, 720, 743))

/** The meter of a running subscription: counted no further than its month has gone, or capped until it is over. */
function meters(at: Date): fc.Arbitrary<CappedSubscription> {
  const goneMs = at.getTime() - Date.UTC(at.getUTCFullYear(), at.getUTCMonth())
  return fc
    .record({
      capHours,
      hourlyRateMicros: fc.bigInt(1n, 10n ** 12n),
      part: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    .map(({ part, ...price }) => {
      const capMs = price.capHours * HOUR_MS
      const counted = Math.floor(goneMs * part)
      const cappedUntil = counted >= capMs ? nextMonth(at) : null
      return { ...price, meteredMs: Math.min(counted, capMs), meteredAt: at, cappedUntil }
    })
}

const wallets: fc.Arbitrary<WalletMeter> = instants.chain((lastHourlyBilling) =>
  fc
    .record({
      balanceMinor: fc.oneof(fc.bigInt(0n, 10n ** 6n), fc.bigInt(0n, 10n ** 9n)),
      capped: fc.array(meters(lastHourlyBilling), { minLength: 1, maxLength: 4 }),
      uncappedMicros: fc.oneof(fc.constant(0n), fc.bigInt(1n, 10n ** 11n)),
      carry: fc.bigInt(0n, UNIT - 1n),
    })
    .map(({ balanceMinor, capped, uncappedMicros, carry }) => ({
      balanceMinor,
      capped,
      carry: balanceMinor > 0n ? carry : 0n,
      lastHourlyBilling,
      hourlyRateMicros: capped.reduce(
        (sum, one) => sum + (one.cappedUntil ? 0n : one.hourlyRateMicros),
        uncappedMicros,
      ),
    })),
)

describe('a cap', () => {
  test('is reached, and its month is over, at the same instants in SQL and in memory', async () => {
    const cases = fc.sample(instants.chain(meters), 400)
    const rows = await database.db.execute<{ at: string; metered: string }>(sql`
      select next_cap_change(c.hours, c.metered, c.since, c.until) as at,
             metered_by(c.metered, c.since, c.until is null, c.since + interval '11 days 5 hours 1 millisecond') as metered
        from jsonb_to_recordset(${JSON.stringify(
          cases.map((one) => ({
            hours: one.capHours,
            metered: one.meteredMs,
            since: one.meteredAt,
            until: one.cappedUntil,
          })),
        )}::jsonb) as c(hours int, metered bigint, since timestamptz, until timestamptz)`)
    expect(rows.map(({ at }) => new Date(at))).toEqual(
      cases.map((one) => rateSteps({ hourlyRateMicros: 0n, capped: [one] }).next().value?.at),
    )
    expect(rows.map(({ metered }) => Number(metered))).toEqual(
      cases.map((one) => {
        const at = new Date(one.meteredAt.getTime() + 269 * HOUR_MS + 1)
        return meteredMsAt(one, one.cappedUntil === null, at)
      }),
    )
  })
})

describe('a wallet with caps', () => {
  test('is dry at the instant it is said to be, and not a millisecond before', () => {
    fc.assert(
      fc.property(wallets, (wallet) => {
        const endMs = depletesAtMs(wallet)
        // Many years of steps would be followed one by one.
        fc.pre(endMs !== null && endMs < BigInt(EPOCH + 30 * YEARS_MS))
        const end = Number(endMs)
        const dryBy = (ms: number) => settle(wallet, new Date(ms)).pieces.at(-1)?.ranDry ?? false
        expect(dryBy(end - 1)).toBe(false)
        // An empty one at whose first rate no time has passed is noticed a millisecond later.
        expect(dryBy(wallet.balanceMinor === 0n ? end + 1 : end)).toBe(true)
      }),
    )
  })

  test('is charged the same in any number of pieces', () => {
    const cuts = fc.array(fc.integer({ min: 1, max: 200 * 24 * HOUR_MS }), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(wallets, cuts, (wallet, spans) => {
        const ends = spans.map((ms) => wallet.lastHourlyBilling.getTime() + ms).sort((a, b) => a - b)
        const whole = settle(wallet, new Date(ends.at(-1) ?? 0)).wallet
        const pieces = ends.reduce((meter, end) => settle(meter, new Date(end)).wallet, wallet)
        expect(pieces).toEqual(whole)
      }),
    )
  })

  test('that lasts for thousands of years is told so at once', () => {
    const at = new Date(EPOCH)
    const meter = {
      hourlyRateMicros: 1_000_000n,
      capHours: 10,
      meteredMs: 0,
      meteredAt: at,
      cappedUntil: null,
    }
    const capped = Array.from({ length: 100 }, (_, index) => ({ ...meter, capHours: index + 1 }))
    const wallet = { hourlyRateMicros: 100_000_000n, carry: 0n, lastHourlyBilling: at, capped }
    // 5050 minor units a month.
    const years = (count: bigint) => ({ ...wallet, balanceMinor: 5050n * 12n * count + 100n })
    const before = performance.now()
    expect(new Date(Number(depletesAtMs(years(7000n))))).toEqual(new Date(Date.UTC(9026, 0, 1, 1)))
    expect(depletesAtMs(years(8000n))).toBeNull()
    expect(depletesAtMs({ ...years(1n), balanceMinor: 2n ** 62n })).toBeNull()
    expect(performance.now() - before).toBeLessThan(2000)
  })
})
