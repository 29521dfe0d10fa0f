import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import * as settings from '@/lib/env'
import { plantUser } from '@/lib/testing/fixtures'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { plantEndpoint } from './plant-endpoint.fixture'
import { resealSecrets } from './reseal-secrets'
import { openSecret } from './seal-secret'

let base: TestDatabase

beforeAll(async () => {
  base = await createTestDatabase()
})

afterAll(() => base.close())

test('a secret outlives the AUTH_SECRET that it was sealed under', async () => {
  const userId = await plantUser(base.db)
  const { endpoint, secret } = await plantEndpoint(base.db, { userId, url: 'https://shop.example/' })
  const sealed = async () => {
    const [row] = await base.owner`select sealed from webhook_secrets where endpoint_id = ${endpoint.id}`
    return row?.sealed as string
  }
  const before = settings.env()
  const [old] = before.AUTH_SECRET
  const fresh = 'a new secret that is just as long as it has to be'
  const use = (secrets: typeof before.AUTH_SECRET) => spy.mockReturnValue({ ...before, AUTH_SECRET: secrets })
  const spy = vi.spyOn(settings, 'env')

  use([fresh])
  await expect(openSecret(await sealed())).rejects.toThrow()
  expect(await resealSecrets(base.db)).toBe(0)

  use([fresh, old])
  await expect(openSecret(await sealed())).resolves.toBe(secret)
  expect(await resealSecrets(base.db)).toBe(1)
  expect(await resealSecrets(base.db)).toBe(0)

  use([fresh])
  await expect(openSecret(await sealed())).resolves.toBe(secret)
})
