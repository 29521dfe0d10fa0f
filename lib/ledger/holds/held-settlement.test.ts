import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { HOUR_MS } from '@/lib/time'
import { type MeteredSubscription, withSubscriptions } from '../settlement/metered-subscription'
import { heldMinorOf } from '../settlement/open-hold'
import { afterExpiries, availableAt, depletesAtMs, settle, type WalletMeter } from '../settlement/settlement'

const EPOCH = new Date(Date.UTC(2026, 2, 1))
const at = (ms: number) => new Date(EPOCH.getTime() + ms)
const spans = fc.oneof(
  fc.integer({ min: 1, max: 60 * HOUR_MS }),
  fc.integer({ min: 1, max: 60 }).map((h) => h * HOUR_MS),
)

const subscriptions: fc.Arbitrary<MeteredSubscription> = fc
  .record({
    id: fc.uuid(),
    status: fc.constantFrom('active' as const, 'active' as const, 'suspended' as const),
    quantity: fc.integer({ min: 1, max: 3 }),
    hourlyRateMicros: fc.oneof(fc.constant(100_000_000n), fc.bigInt(1n, 10n ** 9n)),
    monthlyCapHours: fc.option(fc.integer({ min: 1, max: 60 })),
    resumesOnTopUp: fc.boolean(),
  })
  .map((one) => ({ ...one, meteredMs: 0n, meteredAt: EPOCH, cappedUntil: null }))

/** A wallet with something to spend beside what up to four holds keep back. */
const wallets: fc.Arbitrary<WalletMeter> = fc
  .record({
    spendableMinor: fc.bigInt(1n, 10_000n),
    holds: fc.array(fc.record({ amountMinor: fc.bigInt(1n, 5000n), expiresAt: spans.map(at) }), {
      minLength: 1,
      maxLength: 4,
    }),
    live: fc.array(subscriptions, { maxLength: 4 }),
    carry: fc.bigInt(0n, 3_599_999_999_999n),
  })
  .map(({ spendableMinor, holds, live, carry }) =>
    withSubscriptions(
      {
        balanceMinor: spendableMinor + heldMinorOf({ holds }),
        hourlyRateMicros: 0n,
        carry,
        lastHourlyBilling: EPOCH,
        holds,
      },
      live,
      EPOCH,
    ),
  )

/** Rows that a life is cut into do not matter; when money ended and what was charged do. */
const essenceOf = (pieces: readonly { chargedMinor: bigint; ranDry: boolean; settledTo: Date }[]) => ({
  charged: pieces.reduce((sum, { chargedMinor }) => sum + chargedMinor, 0n),
  ends: pieces.filter(({ ranDry }) => ranDry).map(({ settledTo }) => settledTo),
})

describe('settling a wallet with holds', () => {
  test('comes to the same in any number of pieces', () => {
    fc.assert(
      fc.property(wallets, fc.array(spans, { minLength: 1, maxLength: 8 }), (wallet, cuts) => {
        const ends = cuts.map(at).sort((a, b) => a.getTime() - b.getTime())
        const whole = settle(wallet, ends.at(-1) ?? EPOCH)
        let cut = { pieces: [] as typeof whole.pieces, wallet }
        for (const end of ends) {
          const next = settle(cut.wallet, end)
          cut = { pieces: [...cut.pieces, ...next.pieces], wallet: next.wallet }
        }
        expect(cut.wallet).toEqual(whole.wallet)
        expect(essenceOf(cut.pieces)).toEqual(essenceOf(whole.pieces))
      }),
      { numRuns: 500 },
    )
  })

  test('never charges what is held, and counts no hold from its expiry on', () => {
    fc.assert(
      fc.property(wallets, spans, (wallet, ms) => {
        const { wallet: after, pieces } = settle(wallet, at(ms))
        const open = (wallet.holds ?? []).filter(({ expiresAt }) => expiresAt > at(ms))
        expect(after.holds).toEqual(open)
        expect(after.balanceMinor >= heldMinorOf({ holds: open })).toBe(true)
        expect(wallet.balanceMinor - after.balanceMinor).toBe(essenceOf(pieces).charged)
      }),
      { numRuns: 500 },
    )
  })

  test('is dry at the instant it is said to be, and not a millisecond before', () => {
    let foreseen = 0
    fc.assert(
      fc.property(wallets, spans, (wallet, ms) => {
        const endMs = depletesAtMs(wallet)
        fc.pre(endMs !== null && endMs < BigInt(at(10_000 * HOUR_MS).getTime()))
        const end = new Date(Number(endMs))
        const endsBy = (instant: Date) => essenceOf(settle(wallet, instant).pieces).ends
        expect(endsBy(new Date(end.getTime() - 1))).toEqual([])
        expect(endsBy(end)[0]).toEqual(end)
        // It is the same end, seen from any instant before it.
        if (at(ms) < end) expect(depletesAtMs(settle(wallet, at(ms)).wallet)).toBe(endMs)
        if ((wallet.holds ?? []).some(({ expiresAt }) => expiresAt < end)) foreseen += 1
      }),
      { numRuns: 500 },
    )
    expect(foreseen).toBeGreaterThan(20)
  })

  test('reads the same after its expiries as settled', () => {
    fc.assert(
      fc.property(wallets, spans, (wallet, ms) => {
        const read = afterExpiries(wallet, at(ms))
        expect(settle(read, at(ms)).wallet).toEqual(settle(wallet, at(ms)).wallet)
        expect(availableAt(read, at(ms))).toBe(availableAt(wallet, at(ms)))
      }),
      { numRuns: 500 },
    )
  })
})
