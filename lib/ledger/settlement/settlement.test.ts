import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { availableAt, depletesAtMs, isDryAt, settle, UNIT, type WalletMeter } from './settlement'

const EPOCH = Date.UTC(2026, 2, 1)

/** Any wallet on which something runs: from the cheapest to prices whose products need more than 64 bits. */
const running = fc.record({
  balanceMinor: fc.bigInt(1n, 10n ** 12n),
  hourlyRateMicros: fc.oneof(fc.bigInt(1n, 1_000_000n), fc.bigInt(1n, 10n ** 17n)),
  carry: fc.bigInt(0n, UNIT - 1n),
  lastHourlyBilling: fc.constant(new Date(EPOCH)),
})

/** An empty wallet carries nothing: what accrued was charged with its last minor unit. */
const meters: fc.Arbitrary<WalletMeter> = fc.oneof(
  { weight: 9, arbitrary: running },
  { weight: 1, arbitrary: running.map((wallet) => ({ ...wallet, balanceMinor: 0n, carry: 0n })) },
)

const spans = fc.integer({ min: 1, max: 400 * 24 * 3_600_000 })

/** The one stretch that settling a wallet without caps is. */
const settleOnce = (wallet: WalletMeter, asOf: Date) => settle(wallet, asOf).pieces[0] ?? null

/** The wallet after settling: what the ledger would store. */
function settled(wallet: WalletMeter, asOf: Date): WalletMeter & { chargedMinor: bigint } {
  const { pieces, wallet: after } = settle(wallet, asOf)
  const { balanceMinor, hourlyRateMicros, carry, lastHourlyBilling } = after
  const chargedMinor = pieces.reduce((sum, piece) => sum + piece.chargedMinor, 0n)
  return { balanceMinor, hourlyRateMicros, carry, lastHourlyBilling, chargedMinor }
}

describe('settling', () => {
  test('charges the same in any number of pieces', () => {
    fc.assert(
      fc.property(meters, fc.array(spans, { minLength: 1, maxLength: 12 }), (wallet, cuts) => {
        const instants = cuts.map((ms) => EPOCH + ms).sort((a, b) => a - b)
        const last = new Date(instants.at(-1) ?? EPOCH)
        const whole = settled(wallet, last)
        let charged = 0n
        let pieces: WalletMeter = wallet
        for (const instant of instants) {
          const next = settled(pieces, new Date(instant))
          charged += next.chargedMinor
          pieces = next
        }
        expect({ ...pieces, chargedMinor: charged }).toEqual(whole)
      }),
    )
  })

  test('loses and invents nothing: charge and carry are exactly what accrued', () => {
    fc.assert(
      fc.property(meters, spans, (wallet, ms) => {
        const result = settleOnce(wallet, new Date(EPOCH + ms))
        const served = BigInt((result?.settledTo.getTime() ?? EPOCH) - EPOCH)
        const accrued = wallet.hourlyRateMicros * served + wallet.carry
        const booked = (result?.chargedMinor ?? 0n) * UNIT + (result?.carry ?? 0n)
        // A wallet that runs dry within a millisecond has the rest of that millisecond written off.
        const writtenOff = accrued - booked
        if (!result?.ranDry) expect(writtenOff).toBe(0n)
        expect(writtenOff >= 0n && writtenOff < wallet.hourlyRateMicros).toBe(true)
      }),
    )
  })

  test('never charges more than there is, and never serves past the end', () => {
    fc.assert(
      fc.property(meters, spans, (wallet, ms) => {
        const asOf = new Date(EPOCH + ms)
        const result = settleOnce(wallet, asOf)
        expect(result && result.chargedMinor <= wallet.balanceMinor).toBe(true)
        expect(result?.ranDry).toBe(isDryAt(wallet, asOf))
        expect(result && BigInt(result.settledTo.getTime()) <= (depletesAtMs(wallet) ?? 0n)).toBe(true)
        expect(result && result.carry >= 0n && result.carry < UNIT).toBe(true)
      }),
    )
  })

  test('offers exactly what can be charged without going below what is owed', () => {
    fc.assert(
      fc.property(meters, spans, (wallet, ms) => {
        const asOf = new Date(EPOCH + ms)
        const available = availableAt(wallet, asOf)
        expect(available >= 0n && available <= wallet.balanceMinor).toBe(true)
        if (available > 0n) {
          const spent = { ...wallet, balanceMinor: wallet.balanceMinor - available }
          expect(settled(spent, asOf).balanceMinor >= 0n).toBe(true)
          // One more would not have been covered.
          expect(availableAt(spent, asOf)).toBe(0n)
        }
      }),
    )
  })

  test('ends at the first millisecond that the money does not cover', () => {
    fc.assert(
      fc.property(meters, (wallet) => {
        const end = depletesAtMs(wallet) ?? 0n
        const funds = wallet.balanceMinor * UNIT
        const accrued = (at: bigint) => wallet.hourlyRateMicros * (at - BigInt(EPOCH)) + wallet.carry
        expect(accrued(end) >= funds).toBe(true)
        expect(wallet.balanceMinor === 0n || accrued(end - 1n) < funds).toBe(true)
      }),
    )
  })

  test.each([0, -1, -3_600_000])('changes nothing %i ms after the last time', (ms) => {
    const wallet = { balanceMinor: 5n, hourlyRateMicros: 7n, carry: 3n, lastHourlyBilling: new Date(EPOCH) }
    expect(settleOnce(wallet, new Date(EPOCH + ms))).toBeNull()
    expect(availableAt(wallet, new Date(EPOCH + ms))).toBe(4n)
  })
})
