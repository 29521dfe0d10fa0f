import type { Hold } from '@/lib/ledger/holds/hold'
import { AppError } from '../errors'
import { type Answer, refusal } from './answer'

/** The 409 of a hold that has ended already. An answer, not an exception: what was settled on the way stays. */
export function endedHold({ status, endedAt }: Hold, requestId: string): Answer {
  const at = endedAt?.toISOString() ?? null
  const error = new AppError('hold_not_open', `This hold ${ENDS[status]} at ${at}.`, {
    extra: { hold_status: status, ended_at: at },
  })
  return refusal(error, requestId)
}

const ENDS = {
  open: 'is open',
  captured: 'was captured',
  released: 'was released',
  expired: 'expired',
} as const
