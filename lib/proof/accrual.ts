import { UNIT } from '../ledger/settlement/settlement'
import { formatRate } from '../money'

/** Accrual is rate micros × milliseconds; of so much, one millionth of a minor unit is made. */
const MICRO_OF_MINOR = UNIT / 1_000_000n

/**
 * Accrual as a plain decimal of major units, to the millionth of a minor unit. Most accrual has no finite decimal (an
 * hour has 3.6e6 milliseconds), so the rest is cut off; but what is not zero is never written as zero.
 */
export function formatAccrual(accrual: bigint, currency: string): string {
  const micros = accrual / MICRO_OF_MINOR
  if (micros !== 0n || accrual === 0n) return formatRate(micros, currency)
  return formatRate(accrual > 0n ? 1n : -1n, currency)
}
