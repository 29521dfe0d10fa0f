import type { Hold } from '@/lib/ledger/hold'
import { formatMinor } from '@/lib/money'

/** A hold as the API answers it. Where it was captured it names the charge by its id in the log. */
export function presentHold(hold: Hold) {
  const { currency, capturedMinor, capturedSeq } = hold
  return {
    id: hold.id,
    user: hold.userId,
    status: hold.status,
    value: formatMinor(hold.amountMinor, currency),
    currency,
    captured_value: capturedMinor === null ? null : formatMinor(capturedMinor, currency),
    reason: hold.reason,
    transaction: capturedSeq === null ? null : `${hold.walletId}-${capturedSeq}`,
    metadata: hold.metadata,
    expires_at: hold.expiresAt.toISOString(),
    created_at: hold.createdAt.toISOString(),
    ended_at: hold.endedAt?.toISOString() ?? null,
  }
}
