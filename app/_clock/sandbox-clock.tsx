import { connection } from 'next/server'
import { ClockPill } from '@/components/clock/clock-pill'
import { database } from '@/db/connection'
import { env } from '@/lib/env'
import { log } from '@/lib/log'
import { type Clock, readClock } from '@/lib/sandbox-clock/read-clock'
import { moveClockAction } from './move-clock-action'

/** The sandbox's test clock, on every page; outside the sandbox nothing at all. */
export async function SandboxClock() {
  // Never at build time, when there is neither an environment nor a database.
  await connection()
  if (!env().HOURGLASS_SANDBOX) return null
  const clock = await readOrGoWithout()
  return clock && <ClockPill now={clock.now.toISOString()} frozen={clock.frozen} move={moveClockAction} />
}

/** A page that can do without the database must not fail for the sake of the demo's clock. */
async function readOrGoWithout(): Promise<Clock | null> {
  try {
    return await readClock(database())
  } catch (error) {
    log.warn({ error }, 'the test clock cannot be read')
    return null
  }
}
