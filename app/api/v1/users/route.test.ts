import { decodeJwt } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { call, serveFrom } from '@/lib/testing/api-client'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { GET as getBalance } from '../balance/route'
import { POST as makeToken } from '../token/route'
import { POST } from './route'

let base: TestDatabase

beforeAll(async () => {
  base = await createTestDatabase()
  serveFrom(base.db)
})

afterAll(() => base.close())

const password = 'correct horse battery'
const signUp = (body: unknown, headers: Record<string, string> = {}) =>
  call(POST, '/api/v1/users', { body, headers })
const token = (body: unknown) => call(makeToken, '/api/v1/token', { body })

test('sign up, take a token, call with it', async () => {
  const { status, json: user } = await signUp({ email: 'Ada@Example.com', password, name: 'Ada' })
  expect(status).toBe(201)
  expect(user).toEqual({
    id: expect.any(String),
    email: 'ada@example.com',
    name: 'Ada',
    role: 'user',
    locale: 'en',
    created_at: expect.any(String),
  })
  const given = await token({ email: 'ada@example.com', password })
  expect(given.json).toMatchObject({ token_type: 'Bearer', expires_in: 3600 })
  expect(given.headers.get('cache-control')).toBe('no-store')
  expect(decodeJwt(given.json.access_token)).toMatchObject({ user_id: user.id })
  const balance = await call(getBalance, '/api/v1/balance', { as: given.json.access_token })
  expect(balance.json).toEqual({ balances: [] })
})

test('an address is taken once; a retry with its key gets the first answer', async () => {
  const wish = { email: 'grace@example.com', password }
  const headers = { 'Idempotence-Key': 'sign-up-1' }
  const first = await signUp(wish, headers)
  const again = await signUp(wish, headers)
  expect(again.text).toBe(first.text)
  expect(again.headers.get('idempotent-replayed')).toBe('true')
  expect((await signUp({ ...wish, password: 'another password' }, headers)).status).toBe(422)
  expect((await signUp(wish)).json).toMatchObject({ status: 409, code: 'email_taken', field: 'email' })
})

test('the keys of two people who sign up never meet', async () => {
  const headers = { 'Idempotency-Key': '1' }
  const first = await signUp({ email: 'first@example.com', password }, headers)
  const second = await signUp({ email: 'second@example.com', password }, headers)
  expect([first.status, second.status]).toEqual([201, 201])
  expect(second.json.email).toBe('second@example.com')
})

test('what is stored of a call with a password does not give the password away', async () => {
  await signUp(
    { email: 'secret@example.com', password: 'hunter2hunter2' },
    { 'Idempotency-Key': 'sign-up-2' },
  )
  const [row] = await base.owner`select i::text as everything from idempotency_keys i where key = 'sign-up-2'`
  expect(row?.everything).toContain('secret@example.com')
  expect(row?.everything).not.toContain('hunter2')
})

test('nobody makes themselves an admin', async () => {
  const { json } = await signUp({ email: 'eve@example.com', password, role: 'admin' })
  expect(json).toMatchObject({ status: 400, field: 'role' })
})

test('wrong passwords are a 401, ten of them a 429 that says when to come back', async () => {
  await signUp({ email: 'target@example.com', password })
  for (let count = 0; count < 10; count += 1) {
    const { json } = await token({ email: 'target@example.com', password: 'guess' })
    expect(json).toMatchObject({ status: 401, code: 'invalid_credentials' })
  }
  const { status, headers } = await token({ email: 'target@example.com', password })
  expect(status).toBe(429)
  expect(Number(headers.get('retry-after'))).toBeGreaterThan(60)
})

test('a token call without its fields is refused by name', async () => {
  expect((await token({ email: 'a@example.com' })).json).toMatchObject({ status: 400, field: 'password' })
  expect((await token({ email: 1, password })).json).toMatchObject({ status: 400, field: 'email' })
})
