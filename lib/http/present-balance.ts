import type { WalletBalance } from '@/lib/ledger/read-balances'
import { formatMinor, formatRate } from '@/lib/money'

/** A wallet as the API answers it. */
export function presentBalance(wallet: WalletBalance) {
  return {
    currency: wallet.currency,
    balance: formatMinor(wallet.balanceMinor, wallet.currency),
    available: formatMinor(wallet.availableMinor, wallet.currency),
    held: formatMinor(wallet.heldMinor, wallet.currency),
    hourly_rate: formatRate(wallet.hourlyRateMicros, wallet.currency),
    depletes_at: wallet.depletesAt?.toISOString() ?? null,
    last_hourly_billing: wallet.lastHourlyBilling.toISOString(),
  }
}
