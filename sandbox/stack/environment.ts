import path from 'node:path'
import { z } from 'zod'
import { HOW_TO_SET } from '@/lib/env'
import { Problem } from './problem'
import type { Variables } from './read-env-files'
import { refusePublicSandbox } from './refuse-public-sandbox'
import { resolveScheduler, type Scheduler } from './resolve-scheduler'
import { resolveStripe, type Stripe } from './resolve-stripe'

/** What runs, and where, once all variables are understood. */
export interface Settings {
  /** The caller said NODE_ENV=production: nothing may fall back to a stand-in or a made-up secret. */
  production: boolean
  /** Money is play money: the demo is seeded and the test clock exists. */
  sandbox: boolean
  host: string
  port: number
  /** The address people open, without a slash at its end. */
  appUrl: string
  /** Absolute path of the folder that keeps everything that must survive. */
  dataDirectory: string
  /** A PostgreSQL of the operator's, or undefined for the embedded one. */
  database: { url: string; ownerUrl: string } | undefined
  /** Undefined where it has to be made up (never in production). */
  authSecret: string | undefined
  stripe: Stripe
  scheduler: Scheduler
}

const port = z.coerce.number().int().min(1).max(65_535)

const schema = z.object({
  NODE_ENV: z
    .string()
    .trim()
    .toLowerCase()
    .pipe(z.enum(['development', 'test', 'production']))
    .optional(),
  HOST: z.string().trim().default('127.0.0.1'),
  PORT: port.default(8000),
  SANDBOX_PORT: port.default(8001),
  DATA_DIR: z.string().default('.data'),
  APP_URL: z.url({ protocol: /^https?$/ }).optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATABASE_MIGRATION_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  AUTH_SECRET: z.string().min(32).optional(),
  STRIPE_API_BASE: z.url({ protocol: /^https?$/ }).optional(),
})

const HOW_TO_SET_HERE: Record<string, string> = {
  ...HOW_TO_SET,
  NODE_ENV: 'set it to development, test or production',
  PORT: 'set it to a port number, such as 8000',
  SANDBOX_PORT: 'set it to a port number, such as 8001',
  DATABASE_MIGRATION_URL: 'set it to the address of that database as the owner of its tables',
}

const REQUIRED_IN_PRODUCTION = ['DATABASE_URL', 'APP_URL', 'AUTH_SECRET'] as const

/**
 * Understands the environment.
 * @param variables those of the caller and of the env files; without empty ones.
 * @param root the project's folder, which a relative DATA_DIR starts from.
 * @throws Problem with one sentence for each variable that is missing or malformed.
 */
export function resolveSettings(variables: Variables, root: string): Settings {
  const parsed = schema.safeParse(variables)
  if (!parsed.success) {
    const names = new Set(parsed.error.issues.map((issue) => String(issue.path[0])))
    throw new Problem([...names].map((name) => `${name} is malformed: ${HOW_TO_SET_HERE[name]}.`).join('\n'))
  }
  const production = parsed.data.NODE_ENV === 'production'
  const { HOST: host, PORT, SANDBOX_PORT, DATA_DIR, DATABASE_URL, DATABASE_MIGRATION_URL } = parsed.data
  const stripe = resolveStripe(variables, { production, sandboxPort: SANDBOX_PORT })
  const sandbox = stripe.isPlayMoney && !production
  const scheduler = resolveScheduler(variables, { production, sandbox, root })
  const missing = production ? REQUIRED_IN_PRODUCTION.filter((name) => !variables[name]) : []
  const problems = [
    ...missing.map((name) => `${name} is missing: ${HOW_TO_SET[name]}.`),
    ...stripe.problems,
    ...scheduler.problems,
    ...(sandbox
      ? refusePublicSandbox({ HOST: host, APP_URL: parsed.data.APP_URL }, variables.HOURGLASS_PUBLIC_SANDBOX)
      : []),
  ]
  if (problems.length > 0) throw new Problem(problems.join('\n'))
  return {
    production,
    sandbox,
    host,
    port: PORT,
    appUrl: (parsed.data.APP_URL ?? `http://127.0.0.1:${PORT}`).replace(/\/+$/, ''),
    dataDirectory: path.resolve(root, DATA_DIR),
    database: DATABASE_URL
      ? { url: DATABASE_URL, ownerUrl: DATABASE_MIGRATION_URL ?? DATABASE_URL }
      : undefined,
    authSecret: parsed.data.AUTH_SECRET,
    stripe: stripe.stripe,
    scheduler: scheduler.scheduler,
  }
}
