import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '@/db/client'
import { verifyLedger } from '@/lib/ledger/verify-ledger'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { replayInDatabase } from './replay-in-database.fixture'
import { replayInMemory } from './replay-in-memory.fixture'
import type { Case, Outcome } from './settlement-vectors.fixture'

const cases = ['./settlement-vectors.json', './capped-vectors.json', './held-vectors.json'].flatMap(
  (file) => (JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8')) as { cases: Case[] }).cases,
)

/** Only the cases with caps say how each subscription's month stands, and only those with holds how holds do. */
const expected = ({ expect: outcome }: Case): Outcome => ({
  ...outcome,
  counted: outcome.counted ?? expect.anything(),
  holds: outcome.holds ?? {},
})

let test_: TestDatabase
let db: Database

beforeAll(async () => {
  test_ = await createTestDatabase()
  db = test_.db
})
afterAll(() => test_.close())

describe('the database', () => {
  test.each(cases)('$name: $why', { timeout: 60_000 }, async (vector) => {
    expect((await replayInDatabase(db, vector)).outcome).toEqual(expected(vector))
  })

  test('leaves a ledger without a single violation', async () => {
    expect(await verifyLedger(db)).toEqual([])
  })
})

describe('the calculator', () => {
  test.each(cases)('$name: $why', (vector) => {
    expect(replayInMemory(vector)).toEqual(expected(vector))
  })
})
