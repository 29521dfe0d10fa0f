import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDatabase } from '@/db/client'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { type Attempt, openJournal, readJournals } from '../journal'
import { plantWorld } from '../plant-world'
import { playSteps } from '../play-steps'
import { countHistory, whatIsMissing } from '../report'
import { checkHistory } from './check-history'
import { readHistory } from './history'

let database: TestDatabase
let folder: string
let attempts: Attempt[]

/** One worker that does one thing at a time: what it leaves is the same whenever this runs. */
beforeAll(async () => {
  database = await createTestDatabase()
  folder = mkdtempSync(path.join(tmpdir(), 'hourglass-journals-'))
  const world = await plantWorld({ db: database.db, sql: database.owner }, { seed: 3, wallets: 3 })
  const { db, sql, close } = createDatabase(database.url, { max: 2 })
  const part = { round: 1, slot: 0, generation: 0, firstStep: 0, endStep: 400, lanes: 1 }
  const journal = openJournal(folder, part)
  await playSteps({ world, part, hands: { db, sql }, journal, unanswered: [], onProgress: () => {} })
  journal.close()
  await close()
  attempts = readJournals(folder)
})
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await database.close()
})

test('a sound history has no findings, and was worth looking at', async () => {
  const history = await database.owner.begin(readHistory)
  expect(checkHistory(history, attempts)).toEqual([])
  const counted = countHistory(history, attempts)
  const report = { seed: 3, rounds: 1, workersKilled: 1, postgresKilled: 1, ...counted, findings: [] }
  expect(whatIsMissing(report)).toEqual([])
})

/** Without constraints and unique indexes, so that what they refuse can be planted too. */
const DROP_CONSTRAINTS = `
  do $$ declare each record; begin
    for each in select conrelid::regclass as part, conname as name from pg_constraint
                 where conrelid in ('transactions'::regclass, 'transactions_usage'::regclass,
                                    'transactions_charges'::regclass, 'transactions_movements'::regclass)
                   and contype in ('p', 'u', 'c') and coninhcount = 0
    loop execute format('alter table %s drop constraint %I', each.part, each.name); end loop;
  end $$;
  alter domain not_negative drop constraint not_negative;
  alter domain from_one drop constraint from_one`

/** Appends a copy of a credit to its wallet's log, as whole as a real one but for what is overwritten. */
const appendCredit = (overwritten: string) => `
  with copied as (
    select t, w.seq + 1 as seq, w.balance + t.amount as balance, w.last_hourly_billing as at
      from transactions t join wallets w on w.id = t.wallet_id
     where t.type = 'bonus' order by t.datetime desc, t.seq desc limit 1),
  appended as (
    insert into transactions
    select (jsonb_populate_record(t, jsonb_build_object('seq', seq, 'balance', balance, ${overwritten}))).*
      from copied returning wallet_id, seq, balance)
  update wallets w set seq = a.seq, balance = a.balance from appended a where a.wallet_id = w.id`

const anyUsage = '(select min(ctid) from transactions_usage where amount < -1 and balance > 0)'

test.each([
  ['a credit posted twice with one key', appendCredit("'reason', 'again'"), 'there 2 times, not 1'],
  ['a credit that nobody asked for', appendCredit("'idempotency_key', null"), 'nobody asked for'],
  ['usage that is missing', `delete from transactions_usage where ctid = ${anyUsage}`, 'should be row'],
  [
    'usage that is missing, with the rows after it moved up',
    `with gone as (delete from transactions_usage where ctid = ${anyUsage} returning wallet_id, seq, amount),
     later as (
       update transactions t set seq = t.seq - 1, balance = t.balance - gone.amount
         from gone where t.wallet_id = gone.wallet_id and t.seq > gone.seq)
     update wallets w set seq = w.seq - 1, balance = w.balance - gone.amount from gone where w.id = gone.wallet_id`,
    /up to row|unpaid|not paid yet/,
  ],
  [
    'usage charged one minor unit too low, with all later balances to match',
    `with low as (
       update transactions_usage set amount = amount + 1, balance = balance + 1 where ctid = ${anyUsage}
       returning wallet_id, seq),
     later as (
       update transactions t set balance = t.balance + 1 from low where t.wallet_id = low.wallet_id and t.seq > low.seq)
     update wallets w set balance = balance + 1 from low where w.id = low.wallet_id`,
    'up to row',
  ],
  [
    'usage at another rate than was in force',
    `update transactions_usage set hourly_rate_micros = hourly_rate_micros + 1 where ctid = ${anyUsage}`,
    'an hour was in force',
  ],
  [
    'a charge for time in which nothing ran',
    `update transactions_usage set period_start = period_start - interval '1 year' where ctid = ${anyUsage}`,
    'in which nothing ran',
  ],
  ['a micro of carry too much', 'update wallets set carry = carry + 1 where carry > 0', 'is not paid yet'],
  [
    'a wallet that was suspended too early',
    "update rate_changes set at = at - interval '1 millisecond' where cause = 'ran_dry'",
    'ran dry with',
  ],
  [
    'a change of rate that is missing',
    "delete from rate_changes where id in (select min(id) from rate_changes where cause <> 'ran_dry')",
    'wallet',
  ],
  [
    'a date that falls',
    "update transactions set datetime = datetime - interval '1 year' where seq = 4",
    'before the row before it',
  ],
  ['a balance below zero', 'update transactions set balance = -1 where seq = 5', 'is below zero'],
  ['a balance that was given', 'update wallets set balance = balance + 1', 'its log ends with'],
  [
    'a credit that was acknowledged and is gone',
    "delete from transactions_movements where ctid = (select min(ctid) from transactions_movements where type = 'bonus')",
    'and not there',
  ],
  [
    'a charge posted to another wallet than the one asked for',
    'update transactions_charges set wallet_id = wallet_id % 3 + 1 where ctid = (select max(ctid) from transactions_charges)',
    'as nobody asked for it',
  ],
  [
    'a row of a wallet that does not exist',
    'update transactions set wallet_id = 99 where seq = 1',
    'does not exist',
  ],
  [
    'a stop that was acknowledged and is lost',
    "update subscriptions set status = 'active', ended_at = null where status = 'canceled'",
    'stopped it',
  ],
  [
    'a change that was acknowledged and is lost',
    "update subscriptions set name = '' where name <> ''",
    'is lost',
  ],
  [
    'a hold that was acknowledged and is gone',
    'delete from holds where id = (select id from holds order by id desc limit 1)',
    'and not there',
  ],
  [
    'a release that was acknowledged and is lost',
    "update holds set status = 'open', ended_at = null where status = 'released'",
    'released it',
  ],
  [
    'a hold that was released by nobody',
    "update holds set status = 'released', ended_at = created_at where status = 'expired'",
    'nobody released it',
  ],
  [
    'a capture of more than was charged',
    "update holds set captured_amount = captured_amount + 1, amount = amount + 1 where status = 'captured'",
    'is captured, and its charge',
  ],
  [
    'a hold that lived on',
    "update holds set status = 'open', ended_at = null where status = 'expired'",
    'settled past its expiry',
  ],
  [
    'a price that was acknowledged and is gone',
    'delete from tariff_prices where id = (select max(id) from tariff_prices)',
    'and not there',
  ],
])('it finds %s', async (_what, statement, finding) => {
  const findings = await findingsAfter(statement)
  expect(findings.join('\n')).toMatch(finding)
})

/** Plants a fault as the owner can, with triggers and foreign keys off, looks, and undoes it. */
async function findingsAfter(statement: string): Promise<string[]> {
  const undo = new Error('undo')
  let findings: string[] = []
  await database.owner
    .begin(async (tx: postgres.TransactionSql) => {
      await tx.unsafe('set local session_replication_role = replica')
      await tx.unsafe(DROP_CONSTRAINTS)
      const planted = await tx.unsafe(statement)
      expect(planted.count).toBeGreaterThan(0)
      findings = checkHistory(await readHistory(tx), attempts)
      throw undo
    })
    .catch((error: unknown) => {
      if (error !== undo) throw error
    })
  return findings
}
