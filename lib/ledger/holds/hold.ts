import { and, eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { type HoldStatus, holds, wallets } from '@/db/schema'
import { AppError } from '@/lib/errors'
import { DAY_MS } from '@/lib/time'

export { HOLD_STATUSES } from '@/db/schema'

/** How long a hold lasts unless its placer says. */
export const DEFAULT_HOLD_MS = DAY_MS

/** The longest that a hold lasts: money is not locked away for good by a caller that forgot it. */
export const MAX_HOLD_MS = 31 * DAY_MS

/** An amount reserved on a wallet, as it stands at an instant. */
export type Hold = {
  id: string
  userId: string
  walletId: bigint
  currency: string
  /** Minor units that are, or were, kept back. */
  amountMinor: bigint
  /** Minor units that were charged; null unless it was captured. */
  capturedMinor: bigint | null
  /** The number of that charge in the wallet's log. */
  capturedSeq: bigint | null
  reason: string
  /** At the instant asked for: one that is past its expiry is `expired`, whether or not that has been booked. */
  status: HoldStatus
  expiresAt: Date
  createdAt: Date
  endedAt: Date | null
  metadata: Record<string, string>
}

/** The columns that `toHold` reads, from holds joined with their wallets. */
export const holdColumns = {
  id: holds.id,
  userId: holds.userId,
  walletId: holds.walletId,
  currency: wallets.currency,
  amountMinor: holds.amount,
  capturedMinor: holds.capturedAmount,
  capturedSeq: holds.capturedSeq,
  reason: holds.reason,
  status: holds.status,
  expiresAt: holds.expiresAt,
  createdAt: holds.createdAt,
  endedAt: holds.endedAt,
  metadata: holds.metadata,
}

/** A row as it stands at an instant. */
export function toHold(row: Hold, asOf: Date): Hold {
  const isOver = row.status === 'open' && row.expiresAt <= asOf
  return isOver ? { ...row, status: 'expired', endedAt: row.expiresAt } : row
}

/**
 * One hold of a user.
 * @throws AppError `not_found`, for someone else's as for one that does not exist.
 */
export async function readHold(
  db: Database,
  { userId, holdId, asOf }: { userId: string; holdId: string; asOf: Date },
): Promise<Hold> {
  const [row] = await db
    .select(holdColumns)
    .from(holds)
    .innerJoin(wallets, eq(wallets.id, holds.walletId))
    .where(and(eq(holds.id, holdId), eq(holds.userId, userId)))
  if (!row) throw new AppError('not_found', 'There is no such hold.')
  return toHold(row, asOf)
}
