import { asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifications } from '@/db/schema'
import { plantSoundLedger, SOUND } from '@/lib/ledger/verify/sound-ledger.fixture'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { findVerification, listVerifications } from './list-verifications'
import { listViolations } from './list-violations'
import { startVerification } from './start-verification'
import { isVerifying } from './verification-lock'
import { verifyNightly } from './verify-nightly'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
  await plantSoundLedger(database.db)
})
afterAll(() => database.close())

test('keeps what it found, and the sums by currency', async () => {
  const { db } = database
  const done = await verifyNightly(db)
  expect(done?.violations).toBe(0)
  const kept = await findVerification(db, done?.id ?? '')
  expect(kept).toMatchObject({ verdict: 'sound', violations: 0, error: null })
  expect(kept?.durationMs).toBeGreaterThanOrEqual(0)
  expect(kept?.currencies).toMatchObject([{ currency: 'RUB', wallets: 6n, difference: 0n }])
  expect(await isVerifying(db)).toBe(false)
})

test('runs only once at a time, and says so while it runs', async () => {
  const { db, owner } = database
  // Whoever holds this table holds up the verification, in the middle of its work.
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const holding = owner.begin(async (tx) => {
    await tx`lock table refused_charges in access exclusive mode`
    await held
  })
  const started = await startVerification(db)
  expect(started).not.toBeNull()
  expect(await startVerification(db)).toBeNull()
  expect(await verifyNightly(db)).toBeNull()
  expect(await isVerifying(db)).toBe(true)
  expect((await findVerification(db, String(started?.id)))?.verdict).toBe('running')
  release()
  await holding
  expect(await started?.finished).toBe(0)
  expect((await findVerification(db, String(started?.id)))?.verdict).toBe('sound')
})

test('one that was killed shows as failed, and is closed by the next', async () => {
  const { db } = database
  const [killed] = await db.insert(verifications).values({}).returning()
  const id = String(killed?.id)
  expect((await findVerification(db, id))?.verdict).toBe('failed')
  await verifyNightly(db)
  expect(await findVerification(db, id)).toMatchObject({
    verdict: 'failed',
    durationMs: null,
    error: 'It was stopped before it had finished.',
  })
})

test('names what is broken, and whose wallet it is', async () => {
  const { db, owner } = database
  await owner`update wallets set balance = balance + 1 where id = ${SOUND.running.toString()}`
  const done = await verifyNightly(db)
  const verificationId = BigInt(done?.id ?? 0)
  expect(done?.violations).toBe(2)
  expect(await findVerification(db, String(verificationId))).toMatchObject({
    verdict: 'violated',
    violations: 2,
  })
  const violations = await listViolations(db, { verificationId, limit: 10 })
  expect(violations).toMatchObject([
    { invariant: 'balance_of_log', subject: 'wallet 1', user: { currency: 'RUB' } },
    { invariant: 'sums_to_zero', subject: 'RUB', user: null },
  ])
  expect(await listViolations(db, { verificationId, limit: 1 })).toHaveLength(1)
  await owner`update wallets set balance = balance - 1 where id = ${SOUND.running.toString()}`
})

test('one that fails says why, and the next goes ahead', async () => {
  const { db, owner } = database
  await owner`alter table refused_charges rename to gone`
  await expect(verifyNightly(db)).rejects.toThrow('refused_charges')
  await owner`alter table gone rename to refused_charges`
  const [newest] = (await listVerifications(db, { limit: 1 })).rows
  expect(newest).toMatchObject({ verdict: 'failed', error: expect.stringContaining('refused_charges') })
  expect(await verifyNightly(db)).toMatchObject({ violations: 0 })
})

test('pages go from the newest to the oldest', async () => {
  const { db } = database
  const all = await db.select({ id: verifications.id }).from(verifications).orderBy(asc(verifications.id))
  const seen: bigint[] = []
  for (let cursor: string | undefined; ; ) {
    const page = await listVerifications(db, { limit: 2, cursor })
    seen.push(...page.rows.map(({ id }) => id))
    if (page.nextCursor === null) break
    cursor = page.nextCursor
  }
  expect(seen.toReversed()).toEqual(all.map(({ id }) => id))
  await expect(listVerifications(db, { limit: 2, cursor: 'x' })).rejects.toMatchObject({
    code: 'invalid_request',
  })
  expect(await findVerification(db, 'x')).toBeUndefined()
  expect(await db.select().from(verifications).where(eq(verifications.status, 'running'))).toEqual([])
})
