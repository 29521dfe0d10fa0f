import { afterAll, beforeAll, expect, test } from 'vitest'
import { plantUser, plantWallet, START } from '@/lib/testing/fixtures'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { blockUser, setUserRole, unblockUser } from './administer-user'
import { listUsers } from './list-users'

let base: TestDatabase

beforeAll(async () => {
  base = await createTestDatabase()
})

afterAll(() => base.close())

async function plantAdmin(): Promise<string> {
  const id = await plantUser(base.db)
  await base.owner`update users set role = 'admin' where id = ${id}`
  return id
}

test('a block and its end are written down and end the sessions; repeating them changes nothing', async () => {
  const adminId = await plantAdmin()
  const userId = await plantUser(base.db)
  const blocked = await blockUser(base.db, { adminId, userId })
  expect(blocked.blockedAt).toBeInstanceOf(Date)
  expect(blocked.sessionVersion).toBe(1)
  await expect(blockUser(base.db, { adminId, userId })).resolves.toEqual(blocked)
  await expect(unblockUser(base.db, { adminId, userId })).resolves.toMatchObject({
    blockedAt: null,
    sessionVersion: 2,
  })
  const audit =
    await base.owner`select actor, action from audit_log where subject = ${`user:${userId}`} order by id`
  expect([...audit]).toEqual([
    { actor: `admin:${adminId}`, action: 'user.blocked' },
    { actor: `admin:${adminId}`, action: 'user.unblocked' },
  ])
})

test('nobody changes their own role or blocks themselves', async () => {
  const adminId = await plantAdmin()
  const self = { adminId, userId: adminId }
  await expect(setUserRole(base.db, { ...self, role: 'user' })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(blockUser(base.db, self)).rejects.toMatchObject({ code: 'forbidden' })
})

test('only an admin who still is one may act, also when two demote each other at once', async () => {
  const [a, b] = [await plantAdmin(), await plantAdmin()]
  const userId = await plantUser(base.db)
  await expect(blockUser(base.db, { adminId: userId, userId: a })).rejects.toMatchObject({
    code: 'forbidden',
  })
  const both = await Promise.allSettled([
    setUserRole(base.db, { adminId: a, userId: b, role: 'user' }),
    setUserRole(base.db, { adminId: b, userId: a, role: 'user' }),
  ])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})

test('an unknown user is not found, nor is a text that is no id', async () => {
  const adminId = await plantAdmin()
  for (const userId of ['00000000-0000-7000-8000-000000000000', 'x']) {
    await expect(blockUser(base.db, { adminId, userId })).rejects.toMatchObject({ code: 'not_found' })
  }
})

test('the list pages through everyone once, finds by address literally, and carries exact balances', async () => {
  const { userId } = await plantWallet(base.db, { balanceMinor: 9_007_199_254_740_993n })
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = await listUsers(base.db, { asOf: START, limit: 2, cursor })
    seen.push(...page.rows.map(({ id }) => id))
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  const [count] = await base.owner`select count(*)::int as users from users`
  expect(new Set(seen).size).toBe(count?.users)
  expect(seen).toHaveLength(count?.users)

  await base.owner`update users set email = 'per%cent_@example.test' where id = ${userId}`
  const search = (text: string) => listUsers(base.db, { asOf: START, limit: 10, search: text })
  const { rows } = await search('R%CENT_@')
  expect(rows).toMatchObject([
    {
      id: userId,
      balances: [{ currency: 'RUB', balanceMinor: 9_007_199_254_740_993n, hourlyRateMicros: 0n }],
    },
  ])
  expect((await search('per%c_nt')).rows).toEqual([])
  await expect(listUsers(base.db, { asOf: START, limit: 10, cursor: 'x' })).rejects.toMatchObject({
    field: 'cursor',
  })
})
