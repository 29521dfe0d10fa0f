import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '@/db/client'
import { retryOnConflict } from '@/db/retry-on-conflict'
import { settleWallets } from '@/lib/ledger/settlement/settle-wallets'
import { log } from '@/lib/log'
import { billBatchPlainly } from './bill-batch-plainly'
import { type BillingRange, claimRange, giveUpRange, holdRange, noteProgress } from './billing-range'
import type { OpenRun } from './open-billing-run'

/** A batch that fails so often in a row is given up. */
const ATTEMPTS = 3

/** Before the second attempt; four times as long before the third. */
const RETRY_MS = 250

/**
 * Bills what is left of a claimed range, batch by batch. How far it came is committed with each batch, so whoever
 * claims the range after this process was killed goes on from there. A holder that was overtaken stops.
 * @throws the last attempt's error, after the range was given up with it.
 */
export async function billRange(db: Database, run: OpenRun, claimed: BillingRange): Promise<void> {
  let range: BillingRange | null = claimed
  for (let failures = 0; ; ) {
    try {
      // Whether a commit that failed went through is not known, so the range is read again.
      range ??= await claimRange(db, claimed)
      while (range && range.doneId < range.upToId) {
        range = await billBatch(db, run, range)
        failures = 0
      }
      return
    } catch (error) {
      failures += 1
      range = null
      if (failures === ATTEMPTS) {
        log.error(
          { run: `${run.id}`, range: claimed.number, error },
          'a range of wallets could not be billed',
        )
        await giveUpRange(db, claimed, rootReason(error)).catch(() => undefined)
        throw error
      }
      await sleep(RETRY_MS * 4 ** (failures - 1))
    }
  }
}

/** @returns the range as it is after the batch, or null if it has passed into other hands. */
async function billBatch(db: Database, run: OpenRun, range: BillingRange): Promise<BillingRange | null> {
  const { asOf, forgivenFrom } = run
  // What is forgiven is never plain.
  if (forgivenFrom) return billBatchWholly(db, run, range)
  const after = await retryOnConflict(() => billBatchPlainly(db, { asOf, range }))
  return after && after.doneId === range.doneId ? billBatchWholly(db, run, after) : after
}

/** Bills whoever of a batch is not settled, by the whole rule. */
async function billBatchWholly(
  db: Database,
  run: OpenRun,
  range: BillingRange,
): Promise<BillingRange | null> {
  const { asOf, forgivenFrom } = run
  const selection = { afterId: range.doneId, upToId: range.nextId }
  try {
    return await retryOnConflict(() =>
      db.transaction(async (tx) => {
        // Sent together: the one needs no answer of the other, and both have to be well.
        const [isHeld, settled] = await Promise.all([
          holdRange(tx, range),
          settleWallets(tx, { selection, asOf, forgivenFrom }),
        ])
        if (!isHeld) throw new Overtaken()
        return noteProgress(tx, range, settled)
      }),
    )
  } catch (error) {
    if (error instanceof Overtaken) return null
    throw error
  }
}

/** Undoes the batch of a holder whose range somebody else has claimed. */
class Overtaken extends Error {}

/** What went wrong underneath: the database's own words rather than the statement that met them. */
function rootReason(error: unknown): string {
  let root = error
  while (root instanceof Error && root.cause instanceof Error) root = root.cause
  return root instanceof Error ? root.message : String(root)
}
