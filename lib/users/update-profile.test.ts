import { afterAll, beforeAll, expect, test } from 'vitest'
import { plantUser } from '@/lib/testing/fixtures'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { updateProfile } from './update-profile'
import { readUser } from './user'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

test('changes name and language of that user alone', async () => {
  const [userId, otherId] = [await plantUser(database.db), await plantUser(database.db)]
  const user = await updateProfile(database.db, { userId, name: '  Анна ', locale: 'ru' })
  expect(user).toMatchObject({ id: userId, name: 'Анна', locale: 'ru', sessionVersion: 0 })
  expect(await readUser(database.db, otherId)).toMatchObject({ name: '', locale: 'en' })
})

test('a name that is too long is refused, naming the field', async () => {
  const userId = await plantUser(database.db)
  const change = updateProfile(database.db, { userId, name: 'a'.repeat(101), locale: 'en' })
  await expect(change).rejects.toMatchObject({ code: 'invalid_request', field: 'name' })
})
