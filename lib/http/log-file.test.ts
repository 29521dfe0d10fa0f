import { expect, test } from 'vitest'
import type { LedgerTransaction } from '@/lib/ledger/log/transaction'
import { START } from '@/lib/testing/fixtures'
import { EXPORT_PAGE, logAsFile, pageAsFile, type ReadPage } from './log-file'
import { csvFile } from './transactions-csv'
import { jsonLinesFile } from './transactions-jsonl'

const rowOf = (seq: number): LedgerTransaction => ({
  walletId: 7n,
  seq: BigInt(seq),
  userId: '0199a000-0000-7000-8000-000000000001',
  type: 'charge',
  amountMinor: -1n,
  balanceMinor: BigInt(seq),
  currency: 'RUB',
  reason: 'a "quoted"\nreason',
  datetime: START,
  periodStart: null,
  periodEnd: null,
  hourlyRateMicros: null,
  paymentId: null,
})

/** A log of so many rows that counts what is read of it; the cursor is the number of the next row. */
function countedLog(rows: number) {
  const counted = { reads: 0, rows: 0 }
  const readPage: ReadPage = async ({ limit, cursor }) => {
    const first = Number(cursor ?? rows)
    const count = Math.min(limit, first)
    counted.reads += 1
    counted.rows += count
    return {
      rows: Array.from({ length: count }, (_, index) => rowOf(first - index)),
      nextCursor: first > count ? String(first - count) : null,
    }
  }
  return { counted, readPage }
}

function readerOf(response: Response) {
  const reader = response.body?.getReader()
  if (!reader) throw new Error('the answer has a body')
  return reader
}

const aWhile = () => new Promise((resolve) => setTimeout(resolve, 20))

test('a million rows are made as they are taken: never more than the page in hand', {
  timeout: 60_000,
}, async () => {
  const { counted, readPage } = countedLog(1_000_000)
  const file = { ...jsonLinesFile, line: ({ seq }: LedgerTransaction) => `${seq}\n` }
  const reader = readerOf(await logAsFile(file, readPage))
  let lines = 0
  let largest = 0
  for (let taken = 1; ; taken += 1) {
    const { done, value } = await reader.read()
    if (done) break
    largest = Math.max(largest, value.byteLength)
    for (let at = value.indexOf(10); at >= 0; at = value.indexOf(10, at + 1)) lines += 1
    expect(counted.reads).toBeLessThanOrEqual(taken)
  }
  expect(lines).toBe(1_000_000)
  expect(counted.rows).toBe(1_000_000)
  expect(largest).toBeLessThanOrEqual(EXPORT_PAGE * '1000000\n'.length)
})

test('who does not read keeps nothing busy', async () => {
  const { counted, readPage } = countedLog(1_000_000)
  const reader = readerOf(await logAsFile(csvFile, readPage))
  await reader.read()
  await aWhile()
  expect(counted.reads).toBe(1)
  await reader.read()
  await aWhile()
  expect(counted.reads).toBe(2)
})

test('who leaves ends the reading', async () => {
  const { counted, readPage } = countedLog(1_000_000)
  const reader = readerOf(await logAsFile(csvFile, readPage))
  await reader.read()
  await aWhile()
  const asked = reader.read()
  await reader.cancel()
  await asked
  await aWhile()
  expect(counted.reads).toBe(2)
})

test('what fails at once is refused as any call; what fails later breaks the answer off', async () => {
  const gone = new Error('gone')
  await expect(logAsFile(csvFile, () => Promise.reject(gone))).rejects.toBe(gone)
  const { readPage } = countedLog(EXPORT_PAGE + 1)
  const reader = readerOf(
    await logAsFile(csvFile, (page) => (page.cursor ? Promise.reject(gone) : readPage(page))),
  )
  await reader.read()
  await expect(reader.read()).rejects.toBe(gone)
})

test('a line of JSON is a row, whatever its texts hold, and an empty log is an empty file', async () => {
  const { readPage } = countedLog(2)
  const text = await (await logAsFile(jsonLinesFile, readPage)).text()
  const lines = text.split('\n')
  expect(lines.pop()).toBe('')
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { id: '7-2', amount: '-0.01', reason: 'a "quoted"\nreason', period: null },
    { id: '7-1' },
  ])
  expect(await (await logAsFile(jsonLinesFile, countedLog(0).readPage)).text()).toBe('')
  expect(await (await logAsFile(csvFile, countedLog(0).readPage)).text()).toBe(csvFile.head)
})

test('a page says where the next one begins, until there is none', async () => {
  const { readPage } = countedLog(3)
  const first = pageAsFile(csvFile, await readPage({ limit: 2, cursor: undefined }))
  expect(first.headers.get('x-next-cursor')).toBe('1')
  const last = pageAsFile(csvFile, await readPage({ limit: 2, cursor: '1' }))
  expect(last.headers.has('x-next-cursor')).toBe(false)
  expect(await last.text()).toMatch(/^id,.*\r\n7-1,/)
})
