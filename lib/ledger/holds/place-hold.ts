import { and, eq, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { holds } from '@/db/schema'
import { AppError, assert } from '@/lib/errors'
import { effectiveInstant } from '../settlement/effective-instant'
import { availableAt } from '../settlement/settlement'
import { lockDueWallet } from '../wallets/lock-settled-wallet'
import { findWallet } from '../wallets/wallet'
import { type Hold, MAX_HOLD_MS, readHold } from './hold'

/** A wish to keep an amount back for what will be charged later. */
export type NewHold = {
  userId: string
  currency: string
  /** Minor units, > 0. */
  amountMinor: bigint
  /** What it is for: the charge says so too, unless its capture says otherwise. */
  reason: string
  /** Milliseconds after which it expires, > 0. */
  expiresInMs: number
  metadata?: Record<string, string> | undefined
  asOf: Date
  actor: string
  /** Names this one hold for ever: asked for again, it is the same. */
  idempotencyKey?: string | undefined
}

/** Holds that a wallet can have at once: each is weighed whenever somebody asks what is available, and when others expire. */
export const MOST_OPEN_HOLDS = 200

/** Placed, or refused because no more is available. */
export type PlaceResult = { ok: true; hold: Hold } | { ok: false; availableMinor: bigint }

/**
 * Keeps an amount of a wallet back, if what is available at the instant covers it. From then until it ends neither
 * charges nor usage take it. A wallet that has run dry by then is settled first, and stays settled if this refuses.
 * @throws AppError `idempotency_mismatch` if the key was used for another hold, `conflict` if too many are open.
 */
export async function placeHold(tx: Database, wish: NewHold): Promise<PlaceResult> {
  const { userId, currency, amountMinor, expiresInMs, asOf } = wish
  assert(amountMinor > 0n, 'a hold keeps something back')
  assert(expiresInMs > 0 && expiresInMs <= MAX_HOLD_MS, 'a hold expires, within its longest term')
  const found = await findWallet(tx, { userId, currency })
  if (!found) return { ok: false, availableMinor: 0n }
  const wallet = await lockDueWallet(tx, { walletId: found.id, asOf })
  const first = await findPlaced(tx, wish)
  if (first) return { ok: true, hold: first }
  const availableMinor = availableAt(wallet, asOf)
  if (amountMinor > availableMinor) return { ok: false, availableMinor }

  await assertRoom(tx, wallet.id)

  const createdAt = effectiveInstant(wallet, asOf)
  const expiresAt = new Date(createdAt.getTime() + expiresInMs)
  const { reason, metadata = {}, actor, idempotencyKey = null } = wish
  const [placed] = await tx
    .insert(holds)
    .values({
      userId,
      walletId: wallet.id,
      amount: amountMinor,
      reason,
      metadata,
      actor,
      idempotencyKey,
      createdAt,
      expiresAt,
    })
    .returning({ id: holds.id })
  assert(placed, 'an inserted hold has an id')
  await tx.execute(sql`
    update wallets set held = held + ${amountMinor},
                       next_rate_change_at = least(next_rate_change_at, ${expiresAt.toISOString()}::timestamptz)
     where id = ${wallet.id}`)
  return { ok: true, hold: await readHold(tx, { userId, holdId: placed.id, asOf }) }
}

async function assertRoom(tx: Database, walletId: bigint): Promise<void> {
  const open = await tx.$count(holds, and(eq(holds.walletId, walletId), eq(holds.status, 'open')))
  if (open < MOST_OPEN_HOLDS) return
  throw new AppError('conflict', `At most ${MOST_OPEN_HOLDS} holds of a balance can be open: end one first.`)
}

/** The hold that a key has placed, if it has. The wallet is locked, so a twin of this call is over. */
async function findPlaced(tx: Database, wish: NewHold): Promise<Hold | undefined> {
  const { userId, idempotencyKey, asOf } = wish
  if (idempotencyKey === undefined) return undefined
  const [first] = await tx
    .select({ id: holds.id })
    .from(holds)
    .where(and(eq(holds.userId, userId), eq(holds.idempotencyKey, idempotencyKey)))
  if (!first) return undefined
  const hold = await readHold(tx, { userId, holdId: first.id, asOf })
  const isSame =
    hold.amountMinor === wish.amountMinor && hold.currency === wish.currency && hold.reason === wish.reason
  if (isSame) return hold
  throw new AppError('idempotency_mismatch', 'This idempotency key was used for another hold.')
}
