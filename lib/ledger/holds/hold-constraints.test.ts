import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { after, plantUser, plantWallet, START } from '@/lib/testing/fixtures'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { HOUR_MS } from '@/lib/time'
import { captureHold } from './capture-hold'
import { MOST_OPEN_HOLDS, placeHold } from './place-hold'
import { releaseHold } from './release-hold'

let database: TestDatabase
let wallet: Awaited<ReturnType<typeof plantWallet>>
let openId: string
let capturedId: string

beforeAll(async () => {
  database = await createTestDatabase()
  wallet = await plantWallet(database.db, { balanceMinor: 1000n })
  const { userId } = wallet
  const wish = {
    userId,
    currency: 'RUB',
    amountMinor: 100n,
    reason: 'job',
    expiresInMs: HOUR_MS,
    actor: 'test',
  }
  const place = async (idempotencyKey: string) => {
    const placed = await database.db.transaction((tx) =>
      placeHold(tx, { ...wish, asOf: START, idempotencyKey }),
    )
    if (!placed.ok) throw new Error('it is covered')
    return placed.hold.id
  }
  openId = await place('open')
  capturedId = await place('captured')
  await database.db.transaction((tx) =>
    captureHold(tx, { userId, holdId: capturedId, asOf: after(1), actor: 'test' }),
  )
})
afterAll(() => database.close())

/** What Postgres says when it refuses, as the owner of the tables, whom no missing right protects from mistakes. */
async function refusal(statement: string): Promise<string> {
  return database.owner.unsafe(statement).then(
    () => 'accepted',
    (error: Error) => error.message,
  )
}

/** A hold that would be right but for what is overridden. */
function insertHold(overrides: Record<string, string | number | null>): string {
  const row = {
    user_id: wallet.userId,
    wallet_id: wallet.walletId.toString(),
    amount: 10,
    reason: 'job',
    actor: 'test',
    created_at: START.toISOString(),
    expires_at: EXPIRY,
    ...overrides,
  }
  const values = Object.values(row).map((value) => (value === null ? 'null' : `'${value}'`))
  return `insert into holds (${Object.keys(row).join(', ')}) values (${values.join(', ')})`
}

const TOO_EARLY = after(-1).toISOString()
const EXPIRY = after(HOUR_MS).toISOString()
const ENDED = { ended_at: after(1).toISOString() }
const CAPTURED = { status: 'captured', captured_amount: 10, captured_seq: 2, ...ENDED }

describe('a hold', () => {
  test('is accepted where it is right', async () => {
    expect(await refusal(insertHold({}))).toBe('accepted')
    expect(await refusal(insertHold(CAPTURED))).toBe('accepted')
    expect(await refusal(insertHold({ status: 'released', ...ENDED }))).toBe('accepted')
  })

  test.each([
    ['of nothing', { amount: 0 }, 'holds_amount_positive'],
    ['in a state it does not know', { status: 'lost', ...ENDED }, 'holds_status_known'],
    ['that expires as it begins', { expires_at: START.toISOString() }, 'holds_expiry_later'],
    ['open with an end', ENDED, 'holds_ended'],
    ['released without an end', { status: 'released' }, 'holds_ended'],
    ['released at its expiry', { status: 'released', ended_at: EXPIRY }, 'holds_ended'],
    ['released before it began', { status: 'released', ended_at: TOO_EARLY }, 'holds_ended'],
    ['expired before its expiry', { status: 'expired', ...ENDED }, 'holds_ended'],
    ['expired without an end', { status: 'expired' }, 'holds_ended'],
    ['captured beyond its amount', { ...CAPTURED, captured_amount: 11 }, 'holds_captured_within'],
    ['captured for nothing', { ...CAPTURED, captured_amount: 0 }, 'holds_captured_within'],
    ['captured without an amount', { ...CAPTURED, captured_amount: null }, 'holds_captured'],
    ['captured without its charge', { ...CAPTURED, captured_seq: null }, 'holds_captured'],
    ['open with an amount captured', { captured_amount: 5 }, 'holds_captured'],
    ['whose key was used', { idempotency_key: 'open' }, 'holds_user_idempotency_key'],
  ])('is refused %s', async (_what, overrides, constraint) => {
    expect(await refusal(insertHold(overrides))).toContain(constraint)
  })

  test("is on its own user's wallet", async () => {
    const stranger = await plantUser(database.db)
    expect(await refusal(insertHold({ user_id: stranger }))).toContain('holds_wallet_of_user')
  })

  test.each(['amount = amount + 1', "expires_at = expires_at + interval '1 day'", "reason = 'other'"])(
    'is not changed by "%s", even by its owner',
    async (assignment) => {
      expect(await refusal(`update holds set ${assignment} where id = '${openId}'`)).toContain(
        'only ever ends',
      )
    },
  )

  test('that has ended stays ended', async () => {
    const reopen = "status = 'open', captured_amount = null, captured_seq = null, ended_at = null"
    expect(await refusal(`update holds set ${reopen} where id = '${capturedId}'`)).toContain('only ever ends')
  })

  test('is never forgotten', async () => {
    expect(await refusal(`delete from holds where id = '${capturedId}'`)).toContain('append-only')
    expect(await refusal('truncate holds')).toContain('append-only')
  })

  test.each(['update holds set amount = 1', 'delete from holds', 'truncate holds'])(
    'gives the app no right to "%s"',
    async (statement) => {
      await expect(database.db.execute(sql.raw(statement))).rejects.toMatchObject({
        cause: { message: expect.stringMatching(/permission denied|append-only/) },
      })
    },
  )
})

describe('a wallet', () => {
  test.each([
    ['less than nothing held', 'held = -1', '"not_negative"'],
    ['more held than there is', 'held = balance + 1', 'wallets_backed'],
    ['a carry that only held money backs', 'held = balance, carry = 1', 'wallets_backed'],
  ])('refuses %s', async (_what, assignment, constraint) => {
    expect(await refusal(`update wallets set ${assignment} where id = ${wallet.walletId}`)).toContain(
      constraint,
    )
  })
})

test('there is an end to how many are open on a wallet, until one ends', async () => {
  const { db, owner } = database
  const { userId, walletId } = await plantWallet(db, { balanceMinor: 1_000n })
  const wish = {
    userId,
    currency: 'RUB',
    amountMinor: 1n,
    reason: '',
    expiresInMs: HOUR_MS,
    actor: 'test',
    asOf: START,
  }
  const place = () => db.transaction((tx) => placeHold(tx, wish))
  const first = await place()
  if (!first.ok) throw new Error('it is covered')
  await owner.begin(async (tx) => {
    await tx`
      insert into holds (user_id, wallet_id, amount, reason, actor, created_at, expires_at)
      select user_id, wallet_id, amount, reason, actor, created_at, expires_at
        from holds cross join generate_series(2, ${MOST_OPEN_HOLDS}::int) where wallet_id = ${walletId.toString()}`
    await tx`update wallets set held = ${MOST_OPEN_HOLDS} where id = ${walletId.toString()}`
  })
  await expect(place()).rejects.toMatchObject({ code: 'conflict' })
  const release = { userId, holdId: first.hold.id, asOf: START, actor: 'test' }
  await db.transaction((tx) => releaseHold(tx, release))
  expect(await place()).toMatchObject({ ok: true })
})
