import { z } from 'zod'
import { parseAmount, parseCurrency } from './money'
import { isOrigin } from './origins'
import { DAY_MS, parseDuration } from './time'

const flag = z.stringbool().default(false)
const absent = (value: unknown) => (value === '' ? undefined : value)
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(absent, schema.optional())

/** Hours before the end of the money, such as "72,24". */
const hoursList = z
  .string()
  .regex(/^\s*\d{1,4}(\s*,\s*\d{1,4})*\s*$/)
  .transform((text) => [...new Set(text.split(',').map(Number))])
  .refine((hours) => hours.every((one) => one >= 1 && one <= 8760))

/** An amount for each currency in major units, such as "RUB:100,USD:0.50"; read as minor units. */
const amounts = z.preprocess(
  absent,
  z
    .string()
    .default('')
    .transform((text, context) => {
      const pairs = text.split(',').map((pair) => pair.trim().split(':'))
      try {
        const read = pairs.flatMap(([code = '', amount = '', ...more]): [string, bigint][] => {
          if (code === '' && pairs.length === 1) return []
          const currency = parseCurrency(code.trim())
          const amountMinor = parseAmount(amount.trim(), currency)
          if (more.length > 0 || amountMinor <= 0n) throw new Error('Not a currency and its amount.')
          return [[currency, amountMinor]]
        })
        if (new Set(read.map(([currency]) => currency)).size < read.length) throw new Error('Said twice.')
        return new Map(read) as ReadonlyMap<string, bigint>
      } catch {
        context.addIssue({ code: 'custom', message: 'malformed' })
        return z.NEVER
      }
    }),
)

/** A span from a minute to a year, such as "PT24H"; in milliseconds. */
const span = z
  .string()
  .transform((text, context) => {
    try {
      return parseDuration(text.trim(), '')
    } catch {
      context.addIssue({ code: 'custom', message: 'malformed' })
      return z.NEVER
    }
  })
  .pipe(
    z
      .number()
      .min(60_000)
      .max(366 * DAY_MS),
  )

/** Several entries between commas. */
const list = z.string().transform((text) => text.split(',').map((entry) => entry.trim()))

/** How many lines an address may have, so that a receipt with it is one page. */
export const MAX_ADDRESS_LINES = 8

/** What to say of a setting that is missing or malformed: here, and by the script that starts everything. */
export const HOW_TO_SET = {
  DATABASE_URL:
    'set it to the address of a PostgreSQL 18 database, such as postgres://user:password@host/hourglass',
  APP_URL: 'set it to the address people open, such as https://pay.example.com',
  AUTH_SECRET:
    'set it to at least 32 random characters (openssl rand -base64 33), or to two such secrets, the new one first: new,old',
  STRIPE_SECRET_KEY: 'set it to the secret key of your Stripe account (sk_…)',
  STRIPE_PUBLISHABLE_KEY: 'set it to the publishable key of your Stripe account (pk_…)',
  STRIPE_WEBHOOK_SECRET: 'set it to the signing secret of your webhook endpoint (whsec_…)',
  STRIPE_API_BASE: 'set it to the address of a server that speaks the API of Stripe',
  PAYMENT_MIN: 'set it to the least of one payment by currency, such as RUB:100,USD:1, not above PAYMENT_MAX',
  PAYMENT_MAX: 'set it to the most of one payment by currency, such as RUB:500000,USD:5000',
  PAYMENT_DAILY_MAX:
    'set it to the most that one user may pay in a day (UTC) by currency, such as RUB:1000000,USD:10000',
  PAYMENT_EXPIRES_AFTER:
    'set it to the ISO 8601 duration after which an unpaid payment is canceled, from PT1M to P366D, such as PT24H',
  RETURN_URL_ORIGINS:
    'set it to the origins that payers may be sent back to, such as https://shop.example,https://*.shop.example, or leave it out for any',
  BILLING_WORKERS: 'set it to how many workers bill at once, 1 to 64',
  OUTAGE_FORGIVEN_AFTER_HOURS:
    'set it to the whole hours of an outage of billing that are still charged, 1 to 8760, or leave it out to charge all',
  OPERATOR_NAME: 'set it to the name that receipts are issued by, at most 200 characters',
  OPERATOR_ADDRESS: `set it to the address on receipts, at most 500 characters in ${MAX_ADDRESS_LINES} lines; \\n begins a new line`,
  OPERATOR_TAX_ID: 'set it to the tax number on receipts, such as "VAT DE123456789", at most 60 characters',
  OPERATOR_EMAIL: 'set it to the address that people write to about a receipt',
  API_RATE_LIMIT: 'set it to how many calls a minute one user may make, 1 to 999999',
  LOW_BALANCE_HOURS: 'set it to whole hours from 1 to 8760, such as 24 or 72,24',
  WEBHOOK_ALLOW_PRIVATE_NETWORKS: 'set it to 1 if webhooks may go into private networks, or to 0',
} as const

/** A whole number, in digits alone: "1e2" and " 7" are slips. */
const count = (most: number) =>
  z
    .string()
    .regex(/^[1-9]\d{0,5}$/)
    .transform(Number)
    .refine((value) => value <= most)

/** Each bills on a connection of its own. */
export const MAX_WORKERS = 64

const billingWorkersSchema = z.preprocess(absent, count(MAX_WORKERS).default(2))

const settings = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  APP_URL: z.url({ protocol: /^https?$/ }),
  /** The first one signs, each one verifies: so that a secret can be replaced without signing anyone out. */
  AUTH_SECRET: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.tuple([z.string().min(32)], z.string().min(32)).refine((secrets) => secrets.length <= 2)),
  STRIPE_SECRET_KEY: z.string().regex(/^(sk|rk)_/),
  STRIPE_PUBLISHABLE_KEY: z.string().startsWith('pk_'),
  // Two, separated by a comma, while one replaces the other. An empty one would sign for anybody.
  STRIPE_WEBHOOK_SECRET: z
    .string()
    .refine((text) => text.split(',').every((secret) => secret.trim().length >= 8)),
  STRIPE_API_BASE: optional(z.url({ protocol: /^https?$/ })),
  PAYMENT_MIN: amounts,
  PAYMENT_MAX: amounts,
  PAYMENT_DAILY_MAX: amounts,
  PAYMENT_EXPIRES_AFTER: z.preprocess((value) => absent(value) ?? 'PT24H', span),
  RETURN_URL_ORIGINS: optional(list.refine((origins) => origins.every(isOrigin))),
  INNGEST_DEV: optional(z.string()),
  INNGEST_BASE_URL: optional(z.url()),
  INNGEST_EVENT_KEY: optional(z.string()),
  INNGEST_SIGNING_KEY: optional(z.string()),
  LOW_BALANCE_HOURS: z.preprocess((value) => absent(value) ?? '24', hoursList),
  OPERATOR_NAME: optional(z.string().trim().max(200)),
  OPERATOR_ADDRESS: optional(
    z
      .string()
      .trim()
      .max(500)
      .refine((text) => text.split(/\\n|\r\n?|\n/).length <= MAX_ADDRESS_LINES),
  ),
  OPERATOR_TAX_ID: optional(z.string().trim().max(60)),
  OPERATOR_EMAIL: optional(z.email()),
  HOURGLASS_SANDBOX: z.preprocess(absent, flag),
  HOURGLASS_PUBLIC_SANDBOX: z.preprocess(absent, flag),
  WEBHOOK_ALLOW_PRIVATE_NETWORKS: optional(z.stringbool()),
  BILLING_WORKERS: billingWorkersSchema,
  OUTAGE_FORGIVEN_AFTER_HOURS: optional(count(8760)),
  API_RATE_LIMIT: z.preprocess(absent, count(999_999).default(60_000)),
  LOG_LEVEL: z.preprocess(absent, z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info')),
})

const schema = settings.superRefine(({ PAYMENT_MIN, PAYMENT_MAX }, context) => {
  for (const [currency, most] of PAYMENT_MAX) {
    if ((PAYMENT_MIN.get(currency) ?? 0n) > most)
      context.addIssue({ code: 'custom', path: ['PAYMENT_MIN'], message: 'above' })
  }
})

/** The settings of this installation, checked. */
export type Env = z.infer<typeof schema>

let parsed: Env | undefined

/**
 * The settings of this installation. Parsed once, at the first use, so that `next build` needs none of them;
 * the server asks at boot, so that a missing one stops the start.
 * @throws Error with a sentence for each setting that is missing or malformed.
 */
export function env(): Env {
  parsed ??= parseEnv(process.env)
  return parsed
}

/**
 * How many workers bill at once. Read by itself because Inngest's functions are made when their module is loaded, which
 * `next build` does without any settings; a malformed one stops the start of the server.
 */
export function billingWorkers(source: Record<string, string | undefined> = process.env): number {
  return billingWorkersSchema.catch(2).parse(source.BILLING_WORKERS)
}

/** Checks a set of environment variables. @throws Error that names each one to set. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const result = schema.safeParse(source)
  if (result.success) return result.data
  const lines = result.error.issues.map((issue) => {
    const name = String(issue.path[0])
    const missing = source[name] === undefined ? 'is missing' : 'is malformed'
    return `${name} ${missing}: ${name in HOW_TO_SET ? HOW_TO_SET[name as keyof typeof HOW_TO_SET] : issue.message}.`
  })
  throw new Error(`The settings are incomplete.\n${lines.join('\n')}`)
}
