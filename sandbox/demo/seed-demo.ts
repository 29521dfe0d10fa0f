import { eq } from 'drizzle-orm'
import { createDatabase, type Database } from '@/db/client'
import { appNow } from '@/db/now'
import { users } from '@/db/schema'
import { runBilling } from '@/lib/billing/runs/run-billing'
import { createTariff } from '@/lib/billing/tariffs/create-tariff'
import { parseRate } from '@/lib/money'
import { HOUR_MS } from '@/lib/time'
import { createUser } from '@/lib/users/create-user'
import { DEMO_PASSWORD, DEMO_PEOPLE } from './accounts'
import { type History, playHistory } from './play-history'
import { DEMO_TARIFFS, type DemoTariffKey } from './tariffs'

/** How long ago the demo's history begins. */
const HISTORY_HOURS = 72

/** What happened so far, by hours since the history began. */
const HISTORY: History = [
  {
    hour: 0.4,
    email: 'anna@hourglass.test',
    topUp: '1500.00',
    currency: 'RUB',
    description: 'Пополнение баланса',
  },
  { hour: 0.5, email: 'anna@hourglass.test', start: 'vps-pro', quantity: 1, name: 'web-01' },
  { hour: 9.2, email: 'anna@hourglass.test', start: 'game', quantity: 2, name: 'mc-party' },
  {
    hour: 20.1,
    email: 'anna@hourglass.test',
    charge: '299.00',
    currency: 'RUB',
    description: 'Лицензия панели',
  },
  {
    hour: 47.6,
    email: 'anna@hourglass.test',
    topUp: '3000.00',
    currency: 'RUB',
    description: 'Пополнение баланса',
  },
  { hour: 2.3, email: 'boris@hourglass.test', topUp: '45.00', currency: 'USD', description: 'First top-up' },
  { hour: 2.4, email: 'boris@hourglass.test', start: 'cloud-m', quantity: 2, name: 'render-queue' },
  { hour: 66.3, email: 'boris@hourglass.test', start: 'gpu-h100', quantity: 1, name: 'fine-tune' },
]

/** Whom one can sign in as. */
export type DemoUser = { email: string; password: string; role: string }

/**
 * Puts the demo into an empty database: an admin, two users, tariffs in two currencies and three days of history,
 * all through the ledger's own functions. Does nothing where it was done before; all or nothing.
 */
export async function seedDemo(databaseUrl: string): Promise<{ users: DemoUser[] }> {
  const { db, close } = createDatabase(databaseUrl, { max: 2 })
  try {
    const [seeded] = await db
      .select({ id: users.id })
      .from(users)
      .where(eq(users.email, DEMO_PEOPLE[0].email))
    if (!seeded) await db.transaction(plantDemo)
    return { users: DEMO_PEOPLE.map(({ email, role }) => ({ email, password: DEMO_PASSWORD, role })) }
  } finally {
    await close()
  }
}

async function plantDemo(tx: Database): Promise<void> {
  const now = await appNow(tx)
  const begin = new Date(now.getTime() - (now.getTime() % HOUR_MS) - HISTORY_HOURS * HOUR_MS)
  const userIds = await plantPeople(tx)
  const tariffIds = await plantTariffs(tx, begin, userIds.get(DEMO_PEOPLE[0].email) ?? '')
  const events = HISTORY.toSorted((a, b) => a.hour - b.hour)
  for (let hour = 1; hour <= HISTORY_HOURS; hour += 1) {
    const due = events.filter((event) => event.hour > hour - 1 && event.hour <= hour)
    await playHistory(tx, due, { begin, userIds, tariffIds })
    await runBilling(tx, { asOf: new Date(begin.getTime() + hour * HOUR_MS) })
  }
}

async function plantPeople(tx: Database): Promise<Map<string, string>> {
  const ids = new Map<string, string>()
  for (const { email, name, role, locale } of DEMO_PEOPLE) {
    const user = await createUser(tx, { email, name, locale, password: DEMO_PASSWORD })
    if (role === 'admin') await tx.update(users).set({ role }).where(eq(users.id, user.id))
    ids.set(email, user.id)
  }
  return ids
}

async function plantTariffs(tx: Database, asOf: Date, adminId: string): Promise<Map<DemoTariffKey, string>> {
  const ids = new Map<DemoTariffKey, string>()
  for (const { key, price, ...offer } of DEMO_TARIFFS) {
    const hourlyRateMicros = parseRate(price, offer.currency)
    ids.set(key, await createTariff(tx, { ...offer, hourlyRateMicros, asOf, adminId }))
  }
  return ids
}
