import { HOW_TO_SET } from '@/lib/env'
import { isLoopbackUrl } from './is-loopback'
import type { Variables } from './read-env-files'

/** Who answers for Stripe, and with which keys. */
export interface Stripe {
  /** Our own stand-in is started, on this port. */
  sandboxPort: number | undefined
  secretKey: string
  publishableKey: string
  /** Undefined where it has to be made up (a stand-in on this machine only). */
  webhookSecret: string | undefined
  /** Another server that speaks Stripe's API; undefined is Stripe itself. */
  apiBase: string | undefined
}

const SANDBOX_SECRET_KEY = 'sk_test_hourglass'
const SANDBOX_PUBLISHABLE_KEY = 'pk_test_hourglass'

const KEYS = ['STRIPE_SECRET_KEY', 'STRIPE_PUBLISHABLE_KEY', 'STRIPE_WEBHOOK_SECRET'] as const

/** The part of the environment that is about Stripe; `problems` holds a sentence for each missing key. */
export function resolveStripe(
  variables: Variables,
  options: { production: boolean; sandboxPort: number },
): { stripe: Stripe; isPlayMoney: boolean; problems: string[] } {
  const { STRIPE_SECRET_KEY, STRIPE_PUBLISHABLE_KEY, STRIPE_WEBHOOK_SECRET } = variables
  const ownBase = `http://127.0.0.1:${options.sandboxPort}`
  const apiBase = variables.STRIPE_API_BASE?.replace(/\/+$/, '')
  const isPlayMoney = apiBase ? isLoopbackUrl(apiBase) : !STRIPE_SECRET_KEY
  if (isPlayMoney && !options.production) {
    const startsOwn = !STRIPE_SECRET_KEY && (!apiBase || apiBase === ownBase)
    const stripe = {
      sandboxPort: startsOwn ? options.sandboxPort : undefined,
      secretKey: STRIPE_SECRET_KEY ?? SANDBOX_SECRET_KEY,
      publishableKey: STRIPE_PUBLISHABLE_KEY ?? SANDBOX_PUBLISHABLE_KEY,
      webhookSecret: STRIPE_WEBHOOK_SECRET,
      apiBase: apiBase ?? ownBase,
    }
    return { stripe, isPlayMoney, problems: refuseLiveKeys(variables) }
  }
  const missing = KEYS.filter((name) => !variables[name])
  const stripe = {
    sandboxPort: undefined,
    secretKey: STRIPE_SECRET_KEY ?? '',
    publishableKey: STRIPE_PUBLISHABLE_KEY ?? '',
    webhookSecret: STRIPE_WEBHOOK_SECRET,
    apiBase,
  }
  const problems = [
    ...missing.map((name) => `${name} is missing: ${HOW_TO_SET[name]}.`),
    ...(options.production ? refuseStandIns(variables, apiBase) : []),
  ]
  return { stripe, isPlayMoney, problems }
}

/** Keys of real money beside a stand-in for Stripe: one of the two is a mistake, and either way it costs. */
function refuseLiveKeys(variables: Variables): string[] {
  const live = ['STRIPE_SECRET_KEY', 'STRIPE_PUBLISHABLE_KEY'].filter((name) =>
    /^(sk|rk|pk)_live_/.test(variables[name]?.trim() ?? ''),
  )
  return live.map(
    (name) =>
      `${name} is refused: it is of real money, and this is the sandbox; set STRIPE_SECRET_KEY and leave STRIPE_API_BASE out, or use a test key.`,
  )
}

/** What the sandbox is made of. Its keys are public, so whoever holds them could report payments. */
function refuseStandIns(variables: Variables, apiBase: string | undefined): string[] {
  const problems = KEYS.filter((name) =>
    [SANDBOX_SECRET_KEY, SANDBOX_PUBLISHABLE_KEY].includes(variables[name]?.trim() ?? ''),
  ).map((name) => `${name} is refused in production: it is the sandbox's; ${HOW_TO_SET[name]}.`)
  if (apiBase && isLoopbackUrl(apiBase))
    problems.push(
      'STRIPE_API_BASE is refused in production: it leads to a stand-in on this machine; leave it out.',
    )
  return problems
}
