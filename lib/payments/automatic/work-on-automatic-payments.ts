import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { log } from '../../log'
import { isStripeAway } from '../stripe/is-stripe-away'
import { workSideBySide } from '../stripe/work-side-by-side'
import { attemptPayment } from './attempt-payment'

/** How long one worker has a payment to itself: longer than all of the client's tries to reach Stripe take. */
const LEASE_S = 120

/** How long one that could not be ended is left alone, at least and, where it keeps failing, at most. */
const REST_S = 45
const LONGEST_REST_S = 3600

/** Cards charged at the same time by one pass. */
const WORKERS = 4

/**
 * Goes on with each open automatic payment whose time has come: to charge its card, to learn how a charge under way
 * ended, to cancel it, or to draw the conclusions from its end.
 * @returns how many were gone on with.
 */
export function workOnAutomaticPayments(db: Database): Promise<number> {
  return workSideBySide(WORKERS, async () => {
    const paymentId = await claim(db)
    return paymentId === undefined ? 'none' : goOn(db, paymentId)
  })
}

async function goOn(db: Database, paymentId: string): Promise<'done' | 'stop'> {
  try {
    await attemptPayment(db, paymentId)
    await rest(db, paymentId)
    return 'done'
  } catch (error) {
    log.warn({ paymentId, error }, 'an automatic payment could not be gone on with yet')
    await rest(db, paymentId, { hasFailed: true })
    return isStripeAway(error) ? 'stop' : 'done'
  }
}

/** The one that has waited longest and nobody works on, if there is one. Nobody who is blocked is charged. */
async function claim(db: Database): Promise<string | undefined> {
  const [claimed] = await db.execute<{ id: string }>(sql`
    update automatic_payments set leased_until = clock_timestamp() + ${LEASE_S} * interval '1 second'
     where payment_id = (
       select a.payment_id from automatic_payments a join payments p on p.id = a.payment_id
         join users u on u.id = a.user_id
        where a.stage <> 'over' and (a.leased_until is null or a.leased_until <= clock_timestamp())
          and (p.status <> 'pending' or a.superseded_at is not null
               or (a.stage = 'charge' and a.next_attempt_at <= app_now() and u.blocked_at is null))
        order by a.next_attempt_at limit 1 for update of a skip locked)
    returning payment_id as id`)
  return claimed?.id
}

/**
 * What is as due as before is left alone for a while; what was moved on has given its lease back. What failed rests for a
 * quarter of the time that it has been due, by either clock: one that always fails does not use up the turns of others.
 */
async function rest(db: Database, paymentId: string, { hasFailed = false } = {}): Promise<void> {
  const dueForS = sql`extract(epoch from least(app_now() - next_attempt_at, clock_timestamp() - created_at))`
  const gapS = hasFailed ? sql`least(${LONGEST_REST_S}, greatest(${REST_S}, ${dueForS} / 4))` : sql`${REST_S}`
  await db.execute(sql`
    update automatic_payments set leased_until = clock_timestamp() + ${gapS} * interval '1 second'
     where payment_id = ${paymentId} and stage <> 'over' and leased_until is not null`)
}
