import type { Database } from '@/db/client'
import { endHold, type HoldAt, letGo, takeHold } from './end-hold'
import type { Hold } from './hold'

/** It keeps nothing back any more, or had ended in another way before. */
export type ReleaseResult = { ok: true; hold: Hold } | { ok: false; hold: Hold }

/**
 * Lets a hold go: what it kept back can be spent from that instant on. One that was released stays as it was; one that
 * was captured or has expired is left alone.
 * @throws AppError `not_found` for someone else's or an unknown one.
 */
export async function releaseHold(tx: Database, release: HoldAt): Promise<ReleaseResult> {
  const { hold, wallet } = await takeHold(tx, release)
  if (hold.status !== 'open') return { ok: hold.status === 'released', hold }
  await letGo(tx, hold)
  return { ok: true, hold: await endHold(tx, { hold, wallet, asOf: release.asOf }, { status: 'released' }) }
}
