/** A direction in which no import may point. Places are folders or files from the root, or names of packages. */
export interface Arrow {
  /** Whose imports are looked at. */
  from: string[]
  /** What they must not reach. A place stands for all that is below it. */
  never: string[]
  /** Parts of `from` that may. */
  exempt?: string[]
  /** Parts of `never` that are free to all. */
  allowed?: string[]
  /** An import of nothing but types is no harm here. */
  typesAreFree?: boolean
  why: string
  /** An import that the rule has to catch: a file, and what it imports. The test of the rules tries each. */
  catches: [file: string, imports: string]
}

/** Folders that only start, show or test the product. Nothing that is the product may need them. */
const OUTSIDE = ['sandbox', 'cli', 'bench', 'e2e', 'packages', 'docs', 'hourglass-client']

/** What any layer may use: it knows nothing of the domain. */
const FOUNDATION = ['lib/money', 'lib/time', 'lib/errors', 'lib/env', 'lib/origins']

/** What a client of the API has: not this project, but what it publishes. */
const OURS_ALONE = ['app', 'components', 'inngest', 'lib', 'db', 'sandbox', 'cli', 'bench', 'e2e']

/** app → lib → ledger → db, and never back. */
export const ARROWS: Arrow[] = [
  {
    from: ['db'],
    never: ['lib', 'app', 'components', 'inngest', ...OUTSIDE],
    allowed: FOUNDATION,
    why: 'the database is the bottom layer',
    catches: ['db/client.ts', '@/lib/ledger/settlement/settle-wallets'],
  },
  {
    from: FOUNDATION,
    never: ['lib', 'db', 'app', 'components', 'inngest', 'next', 'react', ...OUTSIDE],
    allowed: FOUNDATION,
    why: 'every layer stands on it, so it stands on none',
    catches: ['lib/money.ts', './ledger/wallet'],
  },
  {
    from: ['lib'],
    never: ['app', 'components', 'inngest', ...OUTSIDE],
    why: 'the domain does not know who calls it',
    catches: ['lib/billing/runs/run-billing.ts', '@/inngest/client'],
  },
  {
    from: ['lib'],
    never: ['next', 'next-auth', 'next-intl', 'react'],
    exempt: ['lib/auth', 'lib/http'],
    why: 'the domain runs without the web, in a job or a command; lib/auth and lib/http are the adapters',
    catches: ['lib/payments/create-payment.ts', 'next/headers'],
  },
  {
    from: ['lib/ledger'],
    never: ['lib/billing', 'lib/payments', 'lib/users', 'lib/auth', 'lib/api-keys', 'lib/http'],
    why: 'the ledger moves money and does not ask what for',
    catches: ['lib/ledger/posting/charge-wallet.ts', '@/lib/billing/runs/run-billing'],
  },
  {
    from: ['lib/payments'],
    never: ['lib/billing'],
    why: 'money in and money out meet in the ledger only',
    catches: ['lib/payments/refunds/refund-payment.ts', '@/lib/billing/runs/run-billing'],
  },
  {
    from: ['lib/billing'],
    never: ['lib/payments'],
    why: 'money in and money out meet in the ledger only',
    catches: ['lib/billing/runs/run-billing.ts', '@/lib/payments/payment'],
  },
  {
    from: ['lib/ledger/settlement', 'lib/ledger/log'],
    never: ['lib/ledger'],
    allowed: ['lib/ledger/settlement', 'lib/ledger/log'],
    why: 'the rule, and how the log is read, know nobody who moves money',
    catches: ['lib/ledger/settlement/settle-wallets.ts', '../posting/credit-wallet'],
  },
  {
    from: ['lib/ledger/wallets', 'lib/ledger/posting'],
    never: ['lib/ledger/holds', 'lib/ledger/verify'],
    why: 'wallets are settled, what is posted stands on wallets, and a hold on both',
    catches: ['lib/ledger/posting/charge-wallet.ts', '../holds/place-hold'],
  },
  {
    from: ['lib/billing/tariffs', 'lib/billing/runs'],
    never: ['lib/billing/subscriptions', 'lib/billing/running-dry'],
    why: 'a subscription knows its tariff, not the tariff who subscribes; a run bills wallets, whatever runs on them',
    catches: ['lib/billing/tariffs/tariff.ts', '../subscriptions/subscription'],
  },
  {
    from: ['lib/payments/stripe'],
    never: ['lib/payments'],
    allowed: ['lib/payments/stripe'],
    why: 'how Stripe is asked does not depend on what for',
    catches: ['lib/payments/stripe/call-provider.ts', '../create-payment'],
  },
  {
    from: ['app', 'components'],
    never: ['drizzle-orm', 'postgres', 'db/schema', 'db/client', 'db/migrate'],
    typesAreFree: true,
    why: 'screens and routes hold no SQL; they hand the database on to lib',
    catches: ['app/(account)/balance/page.tsx', 'drizzle-orm'],
  },
  {
    from: ['app', 'components', 'inngest'],
    never: OUTSIDE,
    why: 'the product runs without the stand-ins for it',
    catches: ['app/pay/page.tsx', '@/sandbox/stripe/store'],
  },
  {
    from: ['inngest', 'cli'],
    never: ['app', 'components'],
    why: 'jobs and commands are callers of lib, as the app is',
    catches: ['inngest/jobs.ts', '@/app/_actions/top-up'],
  },
  {
    from: ['components'],
    never: ['db', 'inngest'],
    typesAreFree: true,
    why: 'components are given what they show',
    catches: ['components/shell/app-frame.tsx', '@/db/connection'],
  },
  {
    from: ['components/ui'],
    never: ['lib', 'app', 'components'],
    allowed: ['components/ui'],
    why: 'primitives know no domain',
    catches: ['components/ui/button.tsx', '@/lib/money'],
  },
  {
    from: ['packages/client/src'],
    never: [...OURS_ALONE, 'packages/client/generate', 'next', 'react', 'zod'],
    why: 'it is published alone, and runs wherever fetch does',
    catches: ['packages/client/src/send.ts', '@/lib/money'],
  },
  {
    from: ['docs/examples'],
    never: [...OURS_ALONE, 'packages'],
    why: 'an example has nothing but what its reader has',
    catches: ['docs/examples/game-servers/server.ts', '@/lib/money'],
  },
]

/** Tables that only one folder writes, with the statements by which it would be done. */
export const LEDGER = {
  folder: 'lib/ledger',
  tables: [
    'wallets',
    'transactions',
    'transactions_usage',
    'transactions_charges',
    'transactions_movements',
    'holds',
    'refusedCharges',
    'refused_charges',
  ],
  why: 'one writer: a balance that anybody could set would prove nothing',
}

/** Longest file, in lines; tests are lists of cases, and may be longer. */
export const MAX_LINES = { source: 250, test: 350 }

/** Longer files, each with the reason it is better whole. */
export const LONGER_FOR_A_REASON: Record<string, string> = {
  'packages/client/src/schema.ts': 'it is made from the document of the API',
  'packages/client/src/resources.ts': 'it is made from the document of the API',
}
