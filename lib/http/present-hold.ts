import { z } from 'zod'
import { HOLD_STATUSES, type Hold } from '@/lib/ledger/holds/hold'
import { formatMinor } from '@/lib/money'
import { amountText, currencyText, idText, instantText } from './answer-fields'

/** What `presentHold` makes. */
export const holdSchema = z
  .strictObject({
    id: idText,
    user: idText,
    status: z.enum(HOLD_STATUSES),
    value: amountText,
    currency: currencyText,
    captured_value: amountText.nullable(),
    reason: z.string(),
    transaction: z.string().nullable().describe('The charge that captured it, by its id in the log.'),
    metadata: z.record(z.string(), z.string()),
    expires_at: instantText,
    created_at: instantText,
    ended_at: instantText.nullable(),
  })
  .meta({ id: 'Hold', description: 'An amount reserved on a wallet.' })

/** A hold as the API answers it. Where it was captured it names the charge by its id in the log. */
export function presentHold(hold: Hold): z.input<typeof holdSchema> {
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
