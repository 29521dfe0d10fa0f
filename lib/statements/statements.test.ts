import { afterAll, beforeAll, expect, test } from 'vitest'
import { plantLogs } from '@/lib/ledger/log/random-logs.fixture'
import { chargeWallet } from '@/lib/ledger/posting/charge-wallet'
import { settleWallets } from '@/lib/ledger/settlement/settle-wallets'
import { plantUser, plantWallet, topUp } from '@/lib/testing/fixtures'
import { freezeClock } from '@/lib/testing/freeze-clock'
import { plantRunning } from '@/lib/testing/plant-running'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { HOUR_MS } from '@/lib/time'
import { MOST_LINES } from './list-movements'
import { listStatements } from './list-statements'
import { readStatement } from './read-statement'

/** The row with which a log begins. */
const BEGINNING = { gapMs: 0, type: 'top_up' as const, linked: true, amount: 10_000 }

const at = (text: string) => new Date(`${text}Z`)

let base: TestDatabase

beforeAll(async () => {
  base = await createTestDatabase()
  await freezeClock(base.db, at('2026-05-10T00:00'))
})
afterAll(() => base.close())

const list = async (userId: string, more: { currency?: string; cursor?: string; limit?: number } = {}) => {
  const { rows, nextCursor } = await listStatements(base.db, { userId, limit: 10, ...more })
  return { rows: rows.map(({ month, currency }) => `${month} ${currency}`), nextCursor }
}

test('a month is that of UTC: what is posted in its first millisecond belongs to it', async () => {
  const { userId, walletId } = await plantWallet(base.db)
  await topUp(base.db, walletId, 100n, at('2026-03-31T23:59:59.999'))
  await topUp(base.db, walletId, 10n, at('2026-04-01T00:00:00.000'))
  expect(await readStatement(base.db, { userId, month: '2026-03' })).toMatchObject({
    openingMinor: 0n,
    closingMinor: 100n,
    isSoFar: false,
    totals: [{ type: 'bonus', amountMinor: 100n }],
  })
  expect(await readStatement(base.db, { userId, month: '2026-04' })).toMatchObject({
    openingMinor: 100n,
    closingMinor: 110n,
  })
})

test('usage is told by subscription and price, with its hours', async () => {
  const asOf = at('2026-04-01T00:00')
  const { userId, walletId, currency } = await plantRunning(base.db, { balanceMinor: 100_000n, asOf })
  await settleWallets(base.db, { selection: { walletId }, asOf: at('2026-04-11T00:00') })
  await chargeWallet(base.db, { userId, currency, amountMinor: 5n, reason: 'x', asOf, actor: 'test' })
  const statement = await readStatement(base.db, { userId, month: '2026-04' })
  expect(statement.usage).toMatchObject({
    by: 'subscription',
    lines: [
      {
        tariffName: 'Test tariff',
        quantity: 1,
        unitHourlyRateMicros: 100_000_000n,
        ms: 240 * HOUR_MS,
        amountMinor: -24_000n,
      },
    ],
  })
  expect(statement.movements.lines.map(({ type }) => type)).toEqual(['bonus', 'charge'])
  expect(statement.totals).toEqual([
    { type: 'usage', amountMinor: -24_000n },
    { type: 'charge', amountMinor: -5n },
    { type: 'bonus', amountMinor: 100_000n },
  ])
})

test('usage without a history of what ran is told by day', async () => {
  const day = 24 * HOUR_MS
  const usage = { type: 'usage' as const, linked: true }
  const plan = [
    BEGINNING,
    { gapMs: 0, ...usage },
    { gapMs: HOUR_MS, ...usage },
    { gapMs: day, ...usage },
    { gapMs: 40 * day, ...usage },
  ]
  const userId = await plantLogs(base, { RUB: plan }, { openingBalance: 0 })
  const { usage: told } = await readStatement(base.db, { userId, month: '2026-03' })
  expect(told).toEqual({
    by: 'day',
    lines: [
      { day: at('2026-03-01T00:00'), amountMinor: -2n },
      { day: at('2026-03-02T00:00'), amountMinor: -1n },
    ],
  })
})

test('a month with very many movements tells them by day and type', async () => {
  const plan = Array.from({ length: MOST_LINES + 1 }, (_, index) => ({
    gapMs: 3600_000,
    type: index % 3 === 0 ? ('charge' as const) : ('bonus' as const),
    linked: true,
  }))
  const userId = await plantLogs(base, { RUB: [BEGINNING, ...plan] }, { openingBalance: 0 })
  const { movements } = await readStatement(base.db, { userId, month: '2026-03' })
  expect(movements.by).toBe('day')
  expect(movements.lines.slice(0, 3)).toEqual([
    { day: at('2026-03-01T00:00'), type: 'bonus', count: 15, amountMinor: 15n },
    { day: at('2026-03-01T00:00'), type: 'charge', count: 8, amountMinor: -8n },
    { day: at('2026-03-01T00:00'), type: 'top_up', count: 1, amountMinor: 10_000n },
  ])
})

test('a month in which nothing moved opens and closes the same, and is not in the list', async () => {
  const { userId, walletId } = await plantWallet(base.db)
  await topUp(base.db, walletId, 100n, at('2026-01-05T00:00'))
  await topUp(base.db, walletId, 100n, at('2026-05-05T00:00'))
  expect(await readStatement(base.db, { userId, month: '2026-03' })).toMatchObject({
    openingMinor: 100n,
    closingMinor: 100n,
    totals: [],
    usage: { lines: [] },
    movements: { by: 'row', lines: [] },
  })
  expect((await list(userId)).rows).toEqual(['2026-05 RUB', '2026-01 RUB'])
  expect(await readStatement(base.db, { userId, month: '2026-05' })).toMatchObject({ isSoFar: true })
})

test.each(['2025-12', '2026-06', '2026-13', '1900-01', 'x', '2026-1'])(
  'there is no statement of %s',
  async (month) => {
    const { userId, walletId } = await plantWallet(base.db)
    await topUp(base.db, walletId, 100n, at('2026-01-05T00:00'))
    await expect(readStatement(base.db, { userId, month })).rejects.toMatchObject({ code: 'not_found' })
  },
)

test('pages go through the wallets month by month, and each row once', async () => {
  const userId = await plantLogs(base, {
    EUR: [
      { gapMs: 0, type: 'bonus', linked: true },
      { gapMs: 31 * 24 * HOUR_MS, type: 'bonus', linked: true },
    ],
    RUB: [{ gapMs: 31 * 24 * HOUR_MS, type: 'bonus', linked: true }],
    USD: [{ gapMs: 0, type: 'bonus', linked: true }],
  })
  const pages: string[][] = []
  let cursor: string | undefined
  do {
    const page = await list(userId, { limit: 1, ...(cursor && { cursor }) })
    pages.push(page.rows)
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  expect(pages).toEqual([['2026-04 EUR'], ['2026-04 RUB'], ['2026-03 EUR'], ['2026-03 USD']])
  expect((await list(userId, { currency: 'USD' })).rows).toEqual(['2026-03 USD'])
  await expect(readStatement(base.db, { userId, month: '2026-04' })).rejects.toMatchObject({
    code: 'invalid_request',
    field: 'currency',
  })
  expect(await readStatement(base.db, { userId, month: '2026-04', currency: 'EUR' })).toMatchObject({
    currency: 'EUR',
  })
})

test.each(['x', '2026-13-RUB', '2026-01', '2026-01-rub', "2026-01-RUB'"])(
  'the list refuses the cursor %s',
  async (cursor) => {
    const userId = await plantUser(base.db)
    await expect(list(userId, { cursor })).rejects.toMatchObject({ code: 'invalid_request', field: 'cursor' })
  },
)

test('someone without a wallet has no statements', async () => {
  const userId = await plantUser(base.db)
  expect((await list(userId)).rows).toEqual([])
  await expect(readStatement(base.db, { userId, month: '2026-03' })).rejects.toMatchObject({
    code: 'not_found',
  })
})
