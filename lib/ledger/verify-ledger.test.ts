import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDatabase } from '@/db/client'
import { startSubscription } from '@/lib/billing/start-subscription'
import { after, plantTariff, plantWallet, START } from '@/lib/testing/fixtures'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { HOUR_MS } from '../time'
import { settleWallets } from './settle-wallets'
import { findViolations, type Violation, verifyLedger } from './verify-ledger'

let database: TestDatabase
let walletId: bigint
let userId: string

beforeAll(async () => {
  database = await createTestDatabase()
  const { db } = database
  const wallet = await plantWallet(db, { balanceMinor: 100_000n })
  walletId = wallet.walletId
  userId = wallet.userId
  const tariffId = await plantTariff(db, { hourlyRateMicros: 15_000_000_000n })
  await db.transaction((tx) =>
    startSubscription(tx, { userId, tariffId, quantity: 1, name: '', asOf: START }),
  )
  for (const hour of [1, 2, 3]) {
    const asOf = after(hour * HOUR_MS)
    await db.transaction((tx) => settleWallets(tx, { selection: { walletId }, asOf }))
  }
})
afterAll(() => database.close())

test('a sound ledger has no violation', async () => {
  expect(await verifyLedger(database.db)).toEqual([])
})

/**
 * Each tampering is one that only somebody with the rights of the owner, who has switched the triggers off, can do.
 */
test.each([
  [
    'a row changed',
    'update transactions set amount = amount - 1 where seq = 2',
    'each row of a log continues',
  ],
  ['a row removed', 'delete from transactions where seq = 2', 'each row of a log continues'],
  [
    'a date that falls',
    "update transactions set datetime = datetime - interval '1 day' where seq = 4",
    'each row of a log continues',
  ],
  [
    'a balance given',
    'update wallets set balance = balance + 1',
    "a wallet's balance is that of the last row",
  ],
  [
    'a row under another name',
    'update transactions set user_id = uuidv7() where seq = 3',
    'every row of the log belongs',
  ],
  [
    'a period charged twice',
    "update transactions set period_start = period_start - interval '1 second' where seq = 4",
    'usage periods of a wallet never overlap',
  ],
  [
    'time served and not charged',
    "update wallets set last_hourly_billing = last_hourly_billing + interval '1 second'",
    'usage and carry are the integral',
  ],
  ['carry lost', 'update wallets set carry = 1', 'usage and carry are the integral'],
  [
    'a rate that nothing runs at',
    'update wallets set hourly_rate_micros = 1',
    "a wallet's rate is that of its running subscriptions",
  ],
  [
    'a top-up whose payment does not exist',
    "insert into transactions (wallet_id, seq, user_id, type, amount, balance, datetime, payment_id) select wallet_id, 5, user_id, 'top_up', 7, balance + 7, datetime, uuidv7() from transactions where seq = 4",
    'each paid payment is credited once',
  ],
  [
    'a payment that was never credited',
    "insert into payments (user_id, wallet_id, amount, currency, status, paid_at) select user_id, id, 5, 'RUB', 'succeeded', now() from wallets",
    'each paid payment is credited once',
  ],
  [
    'a trigger switched off',
    'alter table transactions disable trigger transactions_append_only',
    'the log and its companions refuse',
  ],
  [
    'money set back in time',
    "update wallets set last_hourly_billing = last_hourly_billing - interval '1 day'",
    'no wallet is settled to before',
  ],
  [
    'a usage row at another rate',
    'update transactions set hourly_rate_micros = 1 where seq = 3',
    'each usage row is at the rate',
  ],
  [
    'a subscription that was not resumed',
    "update subscriptions set status = 'suspended', suspended_at = now(), metered_at = metered_at - interval '1 day'",
    'what is suspended has no money',
  ],
  [
    'keys that may be forgotten',
    'drop trigger idempotency_keys_permanent on idempotency_keys',
    'the log and its companions refuse',
  ],
  [
    'an audit log that may be changed',
    'alter table audit_log disable trigger audit_log_append_only',
    'the log and its companions refuse',
  ],
])('finds %s', async (_what, statement, invariant) => {
  const owner = createDatabase(database.ownerUrl, { max: 1 })
  const undo = new Error('undo')
  let violations: Violation[] = []
  await owner.db
    .transaction(async (tx) => {
      await tx.execute(sql`set local session_replication_role = replica`)
      await tx.execute(sql.raw(statement))
      violations = await findViolations(tx)
      throw undo
    })
    .catch((error: unknown) => {
      if (error !== undo) throw error
    })
  await owner.close()
  expect(violations.map((violation) => violation.invariant).join('\n')).toContain(invariant)
})
