import { asc } from 'drizzle-orm'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { outbox } from '@/db/schema'
import { plantUser, START } from '@/lib/testing/fixtures'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { drainOutbox } from './drain-outbox'
import { listEvents } from './list-events'

let database: TestDatabase
let userId: string

beforeEach(async () => {
  await database?.close()
  database = await createTestDatabase()
  userId = await plantUser(database.db)
})
afterAll(() => database.close())

async function plant(count: number, prefix = 'fact', type = 'balance.low'): Promise<void> {
  await database.db.insert(outbox).values(
    Array.from({ length: count }, (_, index) => ({
      key: `${prefix}:${index}`,
      type,
      userId,
      at: START,
      data: { index },
    })),
  )
}

const unsent = async () =>
  (await database.db.select().from(outbox).orderBy(asc(outbox.id))).filter(({ sentAt }) => sentAt === null)

test('everything is handed over in order, once, and marked', async () => {
  await plant(450)
  const taken: unknown[] = []
  const send = async (events: readonly { data: Record<string, unknown> }[]) => {
    // Nothing is marked before it was taken.
    expect((await unsent()).length).toBe(450 - taken.length)
    taken.push(...events.map(({ data }) => data.index))
  }
  expect(await drainOutbox(database.db, send)).toBe(450)
  expect(taken).toEqual(Array.from({ length: 450 }, (_, index) => index))
  expect(await unsent()).toEqual([])
  expect(await drainOutbox(database.db, send)).toBe(0)
})

test('what was not taken stays, and comes again with what was written since', async () => {
  await plant(2)
  await expect(drainOutbox(database.db, () => Promise.reject(new Error('nobody there')))).rejects.toThrow()
  expect(await unsent()).toHaveLength(2)
  await plant(1, 'later')
  expect(await drainOutbox(database.db, async () => {})).toBe(3)
})

test('whoever begins to listen hears the news of a week, and the rest stays in the feed', async () => {
  await plant(3, 'old')
  await database.owner`update outbox set created_at = now() - interval '8 days'`
  await plant(2, 'new')
  const keys: bigint[] = []
  expect(
    await drainOutbox(database.db, async (events) => void keys.push(...events.map(({ id }) => id))),
  ).toBe(2)
  expect(keys).toEqual([4n, 5n])
  expect(await unsent()).toHaveLength(3)
  expect((await listEvents(database.db, { userId, limit: 9 })).rows).toHaveLength(5)
})

test("a user's events are listed newest first, page by page, of one type, and no one else's", async () => {
  await plant(5)
  await plant(2, 'stopped', 'subscription.suspended')
  const first = await listEvents(database.db, { userId, limit: 4 })
  expect(first.rows.map(({ id }) => id)).toEqual([7n, 6n, 5n, 4n])
  const second = await listEvents(database.db, { userId, limit: 4, cursor: first.nextCursor ?? '' })
  expect(second.rows.map(({ id }) => id)).toEqual([3n, 2n, 1n])
  expect(second.nextCursor).toBeNull()
  const low = await listEvents(database.db, { userId, type: 'balance.low', limit: 1 })
  expect(low.rows.map(({ id }) => id)).toEqual([5n])
  const stranger = await plantUser(database.db)
  expect(
    (await listEvents(database.db, { userId: stranger, limit: 9, cursor: first.nextCursor ?? '' })).rows,
  ).toEqual([])
  await expect(listEvents(database.db, { userId, limit: 1, cursor: '1; drop' })).rejects.toMatchObject({
    code: 'invalid_request',
    field: 'cursor',
  })
})

test('events are never forgotten', async () => {
  await plant(1)
  await expect(database.owner`delete from outbox`).rejects.toThrow('append-only')
})
