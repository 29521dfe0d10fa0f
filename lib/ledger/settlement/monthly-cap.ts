import { HOUR_MS } from '@/lib/time'

/** A running subscription whose price has a monthly cap, as its wallet's meter needs it. */
export type CappedSubscription = {
  /** Price × quantity, micros per hour. */
  hourlyRateMicros: bigint
  /** Hours of a calendar month (UTC) after which the rest of the month is free. */
  capHours: number
  /** Milliseconds charged by `meteredAt` in the month of that instant. */
  meteredMs: number
  meteredAt: Date
  /** The end of the month whose cap it has reached; null while it is charged. */
  cappedUntil: Date | null
}

/** An instant at which a wallet's rate changes by itself, and how things stand from then on. */
export type RateStep = { at: Date; hourlyRateMicros: bigint; capped: readonly CappedSubscription[] }

/** As far as steps are followed: instants of the domain have years of four digits. */
export const HORIZON_MS = Date.UTC(9999, 11, 31)

/**
 * The instants at which a wallet's rate changes by itself, in order, until the year 9999: a subscription leaves the
 * rate when it has been charged for its cap's hours in a calendar month, and comes back when the month is over.
 * The same in SQL are the functions `cap_instant` and `next_cap_change`; both run the same cases.
 * @param wallet its rate now, without what is capped; `capped` are its running subscriptions that have a cap.
 */
export function* rateSteps(wallet: {
  hourlyRateMicros: bigint
  capped?: readonly CappedSubscription[] | null | undefined
}): Generator<RateStep> {
  let capped = wallet.capped ?? []
  let hourlyRateMicros = wallet.hourlyRateMicros
  while (capped.length > 0) {
    const atMs = Math.min(...capped.map(nextChangeMs))
    if (atMs > HORIZON_MS) return
    const at = new Date(atMs)
    const due = capped.filter((subscription) => nextChangeMs(subscription) === atMs)
    for (const subscription of due) {
      hourlyRateMicros += subscription.cappedUntil
        ? subscription.hourlyRateMicros
        : -subscription.hourlyRateMicros
    }
    capped = capped.map((subscription) =>
      due.includes(subscription) ? turn(subscription, at) : subscription,
    )
    yield { at, hourlyRateMicros, capped }
  }
}

/** A running subscription's meter at an instant, if nothing but its cap changes it until then. */
export function meterAt(subscription: CappedSubscription, at: Date): CappedSubscription {
  let meter = subscription
  for (const step of rateSteps({ hourlyRateMicros: 0n, capped: [subscription] })) {
    if (step.at > at) break
    meter = step.capped[0] ?? meter
  }
  return meter
}

/** What a subscription will have been charged for in the month of an instant, if nothing changes until then. */
export function meteredMsAt(
  { meteredMs, meteredAt }: Pick<CappedSubscription, 'meteredMs' | 'meteredAt'>,
  isCharged: boolean,
  at: Date,
): number {
  const monthStart = startOfMonth(at)
  const before = meteredAt.getTime() >= monthStart ? meteredMs : 0
  return before + (isCharged ? Math.max(0, at.getTime() - Math.max(meteredAt.getTime(), monthStart)) : 0)
}

/** The first instant of the next calendar month (UTC). */
export function nextMonth(at: Date): Date {
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1))
}

/** When a subscription next leaves its wallet's rate or comes back, in milliseconds since the epoch. */
function nextChangeMs({ capHours, meteredMs, meteredAt, cappedUntil }: CappedSubscription): number {
  if (cappedUntil) return cappedUntil.getTime()
  const inThisMonth = meteredAt.getTime() + Math.max(0, capHours * HOUR_MS - meteredMs)
  let monthEnd = nextMonth(meteredAt)
  if (inThisMonth < monthEnd.getTime()) return inThisMonth
  // Of two months in a row one has 31 days, and a cap is shorter than those.
  for (;;) {
    const reached = monthEnd.getTime() + capHours * HOUR_MS
    monthEnd = nextMonth(monthEnd)
    if (reached < monthEnd.getTime()) return reached
  }
}

function turn(subscription: CappedSubscription, at: Date): CappedSubscription {
  return subscription.cappedUntil
    ? { ...subscription, meteredMs: 0, meteredAt: at, cappedUntil: null }
    : {
        ...subscription,
        meteredMs: subscription.capHours * HOUR_MS,
        meteredAt: at,
        cappedUntil: nextMonth(at),
      }
}

function startOfMonth(at: Date): number {
  return Date.UTC(at.getUTCFullYear(), at.getUTCMonth())
}
