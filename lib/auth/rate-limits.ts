import { RateLimiterDrizzle, RateLimiterRes } from 'rate-limiter-flexible'
import type { Database } from '@/db/client'
import { AppError } from '../errors'
import { rateLimitStore } from './rate-limit-store'

const QUARTER_HOUR_S = 15 * 60
const HOUR_S = 60 * 60

type Limiters = ReturnType<typeof makeLimiters>
const limitersOf = new WeakMap<Database, Limiters>()

/**
 * Runs a check of a password. Only failures are counted, within a quarter of an hour: 10 for one e-mail address from
 * one network address, 100 for the e-mail address from anywhere, 500 for the network address. So a stranger's guesses
 * do not lock the owner out who comes from elsewhere, short of a hundred, and guessing from many places ends there.
 * They are looked at before and after the check, so that guesses sent all at once do not slip past together.
 * @throws AppError `rate_limited`, or what the check throws.
 */
export async function limitFailures<T>(
  db: Database,
  { email, address }: { email: string; address: string },
  check: () => Promise<T>,
): Promise<T> {
  const limiters = limitersFor(db)
  const account = email.trim().normalize('NFKC').toLowerCase().slice(0, 254)
  const counted = [
    { limiter: limiters.failuresByEmailAndAddress, key: `${account} ${address}` },
    { limiter: limiters.failuresByEmail, key: account },
    { limiter: limiters.failuresByAddress, key: address },
  ]
  const refuseIfSpent = async () => {
    for (const { limiter, key } of counted) {
      const state = await limiter.get(key)
      if (state && state.consumedPoints >= limiter.points) throw rateLimited(state)
    }
  }
  await refuseIfSpent()
  try {
    const result = await check()
    await refuseIfSpent()
    return result
  } catch (error) {
    if (error instanceof AppError && error.code === 'invalid_credentials') {
      for (const { limiter, key } of counted) await limiter.penalty(key)
    }
    throw error
  }
}

/** Counts a new account: at most 1000 an hour from one network address. @throws AppError `rate_limited`. */
export async function limitSignUps(db: Database, address: string): Promise<void> {
  try {
    await limitersFor(db).signUpsByAddress.consume(address)
  } catch (refusal) {
    throw refusal instanceof RateLimiterRes ? rateLimited(refusal) : refusal
  }
}

function limitersFor(db: Database): Limiters {
  const known = limitersOf.get(db)
  if (known) return known
  const made = makeLimiters(db)
  limitersOf.set(db, made)
  return made
}

function makeLimiters(db: Database) {
  const store = rateLimitStore(db)
  return {
    failuresByEmailAndAddress: new RateLimiterDrizzle({
      ...store,
      keyPrefix: 'failed_sign_in_email_ip',
      points: 10,
      duration: QUARTER_HOUR_S,
    }),
    failuresByEmail: new RateLimiterDrizzle({
      ...store,
      keyPrefix: 'failed_sign_in_email',
      points: 100,
      duration: QUARTER_HOUR_S,
    }),
    failuresByAddress: new RateLimiterDrizzle({
      ...store,
      keyPrefix: 'failed_sign_in_ip',
      points: 500,
      duration: QUARTER_HOUR_S,
    }),
    signUpsByAddress: new RateLimiterDrizzle({
      ...store,
      keyPrefix: 'sign_up_ip',
      points: 1000,
      duration: HOUR_S,
    }),
  }
}

function rateLimited(state: RateLimiterRes): AppError {
  return new AppError('rate_limited', 'Too many attempts. Try again later.', {
    retryAfterSeconds: Math.max(1, Math.ceil(state.msBeforeNext / 1000)),
  })
}
