import { z } from 'zod'
import type { WalletBalance } from '@/lib/ledger/wallets/read-balances'
import { formatMinor, formatRate } from '@/lib/money'
import { amountText, currencyText, instantText, rateText } from './answer-fields'

/** What `presentBalance` makes. */
export const balanceSchema = z
  .strictObject({
    currency: currencyText,
    balance: amountText.describe('As of the last billing.'),
    available: amountText.describe(
      'What can be spent now: the balance less what was used since, and what is held.',
    ),
    held: amountText.describe('What open holds keep back.'),
    hourly_rate: rateText.describe('What all that runs costs now.'),
    depletes_at: instantText.nullable().describe('When the money ends, if nothing changes.'),
    last_hourly_billing: instantText,
  })
  .meta({ id: 'Balance' })

/** A wallet as the API answers it. */
export function presentBalance(wallet: WalletBalance): z.input<typeof balanceSchema> {
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
