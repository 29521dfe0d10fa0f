import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '@/db/client'
import { retryOnConflict } from '@/db/retry-on-conflict'
import { billRange } from './bill-range'
import { claimRange } from './billing-range'
import { closeBillingRun, type RunStatus } from './close-billing-run'
import type { OpenRun } from './open-billing-run'

/** How often a worker that has nothing to do looks whether others, of other processes, are done or fell silent. */
const LOOK_MS = 100

/**
 * Works on a run until it is closed: takes one free range after the other, then waits for the ranges that others hold,
 * and goes on with theirs should they fall silent. What can be billed is billed, also if some of it cannot.
 * @returns how the run ended, and the error that this worker met, if any.
 */
export async function workOnRun(
  db: Database,
  run: OpenRun,
  { closed }: { closed: AbortSignal },
): Promise<{ status: Exclude<RunStatus, 'running'>; failure?: unknown }> {
  const holder = randomUUID()
  let failure: unknown
  for (;;) {
    const range = await retryOnConflict(() => claimRange(db, { runId: run.id, holder }))
    if (range) {
      await billRange(db, run, range).catch((error: unknown) => {
        failure ??= error
      })
      continue
    }
    const status = await closeBillingRun(db, run.id)
    if (status !== 'running') return { status, failure }
    // Told once; if the run was taken up again by then, it is looked at as before.
    const signal = closed.aborted ? undefined : closed
    await sleep(LOOK_MS, undefined, { signal }).catch(() => undefined)
  }
}
