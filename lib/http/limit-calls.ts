import { RateLimiterDrizzle, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { Database } from '@/db/client'
import { rateLimitStore } from '@/lib/auth/rate-limit-store'
import { env } from '../env'
import { AppError } from '../errors'
import { log } from '../log'

/** Calls are counted by the minute, from the first one on. */
const WINDOW_S = 60

/** An operator's servers call for all users at once. */
const OPERATOR_FACTOR = 10

/** How many times in a window a server tells the others what it has counted, at most. */
const TELLINGS = 20

/** Whose calls are counted together. */
export type Counted = { key: string; kind: 'user' | 'operator' | 'address' }

type Limiter = ReturnType<typeof makeLimiter>
const limitersOf = new WeakMap<Database, Map<Counted['kind'], Limiter>>()

/**
 * Counts a call. Each server counts in its own memory, so that no call waits for it, and tells the sum to PostgreSQL
 * now and then; one that learns there that all servers together are past the limit refuses as well. So each server
 * can overstep a limit by about a twentieth.
 * @param headers of the answer: what is left is written into them.
 * @throws AppError `rate_limited`.
 */
export async function limitCalls(db: Database, counted: Counted, headers: Headers): Promise<void> {
  const limiter = limiterFor(db, counted.kind)
  headers.set('RateLimit-Policy', `"${counted.kind}";q=${limiter.points};w=${WINDOW_S}`)
  const state = await count(limiter, counted.key)
  const seconds = Math.max(1, Math.ceil(state.msBeforeNext / 1000))
  headers.set('RateLimit', `"${counted.kind}";r=${state.remainingPoints};t=${seconds}`)
  if (state.isRefused) {
    throw new AppError('rate_limited', `At most ${limiter.points} calls a minute. Try again later.`, {
      retryAfterSeconds: seconds,
    })
  }
}

async function count(limiter: Limiter, key: string) {
  try {
    const state = await limiter.own.consume(key)
    if (state.consumedPoints % limiter.batch === 0) tellOthers(limiter, key)
    const { msBeforeNext, remainingPoints } = state
    return { msBeforeNext, remainingPoints, isRefused: false }
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal
    return { msBeforeNext: refusal.msBeforeNext, remainingPoints: 0, isRefused: true }
  }
}

/** Nothing waits for it. If the others cannot be told, each server still holds the limit by itself. */
function tellOthers({ own, all, batch, points }: Limiter, key: string): void {
  all
    .penalty(key, batch)
    .then(async (sum) => {
      if (sum.consumedPoints > points) await own.block(key, Math.max(1, Math.ceil(sum.msBeforeNext / 1000)))
    })
    .catch((error: unknown) => log.warn({ error }, 'calls could not be counted together'))
}

function limiterFor(db: Database, kind: Counted['kind']): Limiter {
  const limiters = limitersOf.get(db) ?? new Map<Counted['kind'], Limiter>()
  limitersOf.set(db, limiters)
  const limiter = limiters.get(kind) ?? makeLimiter(db, kind)
  limiters.set(kind, limiter)
  return limiter
}

function makeLimiter(db: Database, kind: Counted['kind']) {
  const points = env().API_RATE_LIMIT * (kind === 'operator' ? OPERATOR_FACTOR : 1)
  const window = { points, duration: WINDOW_S, keyPrefix: `api_${kind}` }
  return {
    points,
    batch: Math.max(1, Math.ceil(points / TELLINGS)),
    own: new RateLimiterMemory(window),
    all: new RateLimiterDrizzle({ ...rateLimitStore(db), ...window }),
  }
}
