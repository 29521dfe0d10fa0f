import { eq, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { holds } from '@/db/schema'
import { effectiveInstant } from '../settlement/effective-instant'
import { isWoken } from '../settlement/metered-subscription'
import { settleAndWake } from '../settlement/settle-and-wake'
import { noteNextChange } from '../settlement/wallet-rate'
import { lockDueWallet } from '../wallets/lock-settled-wallet'
import type { Wallet } from '../wallets/wallet'
import { type Hold, readHold } from './hold'

/** Which of whose holds, and when. */
export type HoldAt = { userId: string; holdId: string; asOf: Date }

/**
 * Takes a hold in hand to end it: its wallet locked, and the hold as it is after that. What has expired by the instant
 * is booked as such, and frees what it kept back.
 * @throws AppError `not_found` for someone else's or an unknown one.
 */
export async function takeHold(tx: Database, at: HoldAt): Promise<{ hold: Hold; wallet: Wallet }> {
  const { walletId } = await readHold(tx, at)
  const wallet = await lockDueWallet(tx, { walletId, asOf: at.asOf })
  return { hold: await readHold(tx, at), wallet }
}

/** No longer keeps an amount back. The wallet is locked; the hold's own row is to be ended in the same transaction. */
export async function letGo(tx: Database, { walletId, amountMinor }: Hold): Promise<void> {
  await tx.execute(sql`update wallets set held = held - ${amountMinor} where id = ${walletId}`)
}

/**
 * Ends an open hold whose amount was let go. If that leaves money over, what stood still for lack of it runs on, as after
 * a top-up.
 * @returns the hold as it ended.
 */
export async function endHold(
  tx: Database,
  { hold, wallet, asOf }: { hold: Hold; wallet: Wallet; asOf: Date },
  end: { status: 'released' } | { status: 'captured'; capturedAmount: bigint; capturedSeq: bigint },
): Promise<Hold> {
  const now = effectiveInstant(wallet, asOf)
  const endedAt = now > hold.createdAt ? now : hold.createdAt
  await tx
    .update(holds)
    .set({ ...end, endedAt })
    .where(eq(holds.id, hold.id))
  const leavesMoney = end.status === 'released' || end.capturedAmount < hold.amountMinor
  if (leavesMoney && wallet.subscriptions?.some(isWoken)) {
    await settleAndWake(tx, { walletId: wallet.id, asOf })
  } else await noteNextChange(tx, wallet.id)
  return readHold(tx, { userId: hold.userId, holdId: hold.id, asOf })
}
