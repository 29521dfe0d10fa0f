import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import { createDatabase, type Database } from '@/db/client'
import { payments, sandboxClock } from '@/db/schema'
import { AppError } from '@/lib/errors'
import { authenticateUser } from '@/lib/users/authenticate-user'
import type { User } from '@/lib/users/user'
import { DEMO_PASSWORD, DEMO_PEOPLE } from '@/sandbox/demo/accounts'
import { Problem } from './problem'

const ANOTHER = 'set DATABASE_URL (or DATA_DIR, for the embedded one) to a database without play money'

/**
 * Real money must not begin on a database of the sandbox: the password of its admin is public, and its clock is
 * not the time.
 * @throws Problem that says what of the sandbox is left, and what to do.
 */
export async function refuseSandboxDatabase(databaseUrl: string): Promise<void> {
  const { db, close } = createDatabase(databaseUrl, { max: 2 })
  try {
    const sentences: string[] = []
    const open = await findOpenDemoAccounts(db)
    if (open.length > 0) {
      sentences.push(
        `The demo's password, which is public, still signs in as ${open.join(', ')}: ${ANOTHER}, or start the sandbox once more and give each of them another password or block them.`,
      )
    }
    const [clock] = await db.select().from(sandboxClock)
    if (clock) {
      sentences.push(
        `The time of this database was moved by the sandbox's clock, and what was billed with it: ${ANOTHER}.`,
      )
    }
    if (sentences.length > 0) throw new Problem(sentences.join('\n'))
  } finally {
    await close()
  }
}

/** The demo's accounts that anybody could sign in as. */
async function findOpenDemoAccounts(db: Database): Promise<string[]> {
  const open: string[] = []
  for (const { email } of DEMO_PEOPLE) {
    const user = await signIn(db, email)
    if (user && (await isPlanted(db, user))) open.push(email)
  }
  return open
}

/** Nobody, where the account is unknown, has another password by now, or is blocked. */
async function signIn(db: Database, email: string): Promise<User | undefined> {
  try {
    return await authenticateUser(db, { email, password: DEMO_PASSWORD })
  } catch (error) {
    if (error instanceof AppError) return undefined
    throw error
  }
}

/**
 * Whether the demo made this account: an admin, or someone with a payment that Stripe never saw. A stranger who
 * signs up under such an address has neither; else anybody could keep the next start from succeeding.
 */
async function isPlanted(db: Database, { id, role }: User): Promise<boolean> {
  if (role === 'admin') return true
  const [payment] = await db
    .select({ id: payments.id })
    .from(payments)
    .where(and(eq(payments.userId, id), isNotNull(payments.paidAt), isNull(payments.stripePaymentIntentId)))
    .limit(1)
  return payment !== undefined
}
