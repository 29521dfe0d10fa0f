import { type SQL, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createDatabase, type Database } from '@/db/client'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { UNIT } from './settlement/settlement'
import { INVARIANTS, type InvariantName } from './verify/invariants'
import { type LedgerProof, proveWithin } from './verify/prove-within'
import { plantSoundLedger, SOUND } from './verify/sound-ledger.fixture'
import { TAMPERINGS } from './verify/tamperings.fixture'
import { proveLedger, verifyLedger } from './verify-ledger'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
  await plantSoundLedger(database.db)
})
afterAll(() => database.close())

/** What the verifier finds once the owner, with the triggers off, has done something that is then undone. */
async function proveAfter(tamper: (tx: Database) => Promise<unknown>): Promise<LedgerProof> {
  const owner = createDatabase(database.ownerUrl, { max: 1 })
  const undo = new Error('undo')
  let proof: LedgerProof | undefined
  await owner.db
    .transaction(async (tx) => {
      await tx.execute(sql`set local session_replication_role = replica`)
      await tamper(tx)
      proof = await proveWithin(tx)
      throw undo
    })
    .catch((error: unknown) => {
      if (error !== undo) throw error
    })
    .finally(() => owner.close())
  if (!proof) throw new Error('the verifier answers')
  return proof
}

test('a ledger that has seen caps, outages and wallets running dry has no violation', async () => {
  expect(await verifyLedger(database.db)).toEqual([])
})

test('the sums of the proof leave nothing over', async () => {
  const { currencies } = await proveLedger(database.db)
  const rubles = currencies.get('RUB')
  if (!rubles) throw new Error('there are rubles')
  expect([...currencies.keys()]).toEqual(['RUB'])
  expect(rubles.wallets).toBe(6n)
  expect(rubles.difference).toBe(0n)
  expect(rubles.writtenOff).toBeGreaterThan(0n)
  expect(rubles.writtenOff).toBeLessThan(2n * 7_000_000_001n)
  expect(rubles.accrued).toBe(rubles.usageMinor * UNIT + rubles.carry + rubles.writtenOff)
  const [log] = await database.owner`
    select count(*) as rows, -sum(amount) filter (where type = 'usage') as usage,
           (select sum(balance) from wallets) as balance from transactions`
  expect(rubles).toMatchObject({
    rows: BigInt(log?.rows),
    usageMinor: BigInt(log?.usage),
    balanceMinor: BigInt(log?.balance),
  })
})

test('an empty ledger has neither violations nor sums', async () => {
  const empty = await createTestDatabase()
  expect(await proveLedger(empty.db)).toEqual({ violations: 0, named: [], currencies: new Map() })
  await empty.close()
})

test('rows without links, as people write them by hand, are no violation', async () => {
  const { named } = await proveAfter((tx) =>
    tx.execute(sql`update transactions set previous_at = null, previous_usage_at = null`),
  )
  expect(named).toEqual([])
})

describe('money on a wallet whose subscription stands still', () => {
  /** Five minor units that came in a day after the money had ended, beside whatever explains them. */
  const proveWithMoney = async (type: string, explain: SQL = sql`select`) => {
    const { named } = await proveAfter(async (tx) => {
      await tx.execute(sql`
        insert into transactions (wallet_id, seq, user_id, type, amount, balance, datetime)
        select id, seq + 1, user_id, ${type}, 5, 5, last_posted_at + interval '1 day'
          from wallets where id = ${SOUND.dry}`)
      await tx.execute(sql`update wallets set balance = balance + 5 where id = ${SOUND.dry}`)
      await tx.execute(explain)
    })
    return named.map(({ invariant }) => invariant)
  }

  test('is a violation', async () => {
    expect(await proveWithMoney('bonus')).toContain('suspended_without_money')
  })

  test('is none if only its user resumes it', async () => {
    const byHand = sql`update subscriptions set resumes_on_top_up = false where wallet_id = ${SOUND.dry}`
    expect(await proveWithMoney('bonus', byHand)).not.toContain('suspended_without_money')
  })

  test('is none if it came in by what wakes nothing', async () => {
    expect(await proveWithMoney('reversal')).not.toContain('suspended_without_money')
  })
})

test.each(TAMPERINGS)('finds %s', async (_what, statement, invariant) => {
  const { named, violations } = await proveAfter((tx) => tx.execute(sql.raw(statement)))
  expect(named.map((violation) => violation.invariant)).toContain(invariant)
  expect(violations).toBe(named.length)
})

test('every rule has been seen to fire', () => {
  const fired = new Set(TAMPERINGS.map(([, , invariant]) => invariant))
  expect(Object.keys(INVARIANTS).filter((name) => !fired.has(name as keyof typeof INVARIANTS))).toEqual([])
})

test('names a thousand, of each rule its share, and counts the rest', async () => {
  const { named, violations } = await proveAfter(async (tx) => {
    await tx.execute(sql`
      insert into wallets (user_id, currency, balance)
      select (select user_id from wallets where id = 1),
             chr(65 + n / 676) || chr(65 + n / 26 % 26) || chr(65 + n % 26), 1
        from generate_series(1, 1500) n`)
    await tx.execute(sql`alter table outbox disable trigger outbox_permanent`)
  })
  expect(violations).toBe(3001)
  expect(named).toHaveLength(1000)
  const count = (name: InvariantName) => named.filter(({ invariant }) => invariant === name).length
  expect([count('balance_of_log'), count('sums_to_zero'), count('rows_protected')]).toEqual([500, 499, 1])
  expect(named[0]).toMatchObject({ invariant: 'balance_of_log', subject: 'wallet 7' })
})
