import { expect, test } from 'vitest'
import type { LedgerTransaction } from '@/lib/ledger/log/transaction'
import { START } from '@/lib/testing/fixtures'
import { csvFile, wholeCsvFile } from './transactions-csv'

const row = (reason: string): LedgerTransaction => ({
  walletId: 7n,
  seq: 3n,
  userId: '0199a000-0000-7000-8000-000000000001',
  type: 'charge',
  amountMinor: -1050n,
  balanceMinor: 0n,
  currency: 'RUB',
  reason,
  datetime: START,
  periodStart: null,
  periodEnd: null,
  hourlyRateMicros: null,
  paymentId: null,
})

/** The cell of the reason in a table of one row. */
const reasonCell = (reason: string) => {
  const [, line = ''] = /^(.*)\r\n$/s.exec(csvFile.line(row(reason))) ?? []
  return line.slice('7-3,2026-03-01T00:00:00.000Z,charge,'.length, -',-10.50,RUB,0.00,,,'.length)
}

test('a row reads as a spreadsheet expects', () => {
  expect(csvFile.head + csvFile.line(row('VPS'))).toBe(
    'id,datetime,type,reason,amount,currency,balance,period_start,period_end,payment\r\n' +
      '7-3,2026-03-01T00:00:00.000Z,charge,VPS,-10.50,RUB,0.00,,,\r\n',
  )
})

test('the log of all users says whose each row is', () => {
  expect(wholeCsvFile.head).toBe(csvFile.head.replace('payment', 'payment,user'))
  expect(wholeCsvFile.line(row('VPS'))).toMatch(/,0\.00,,,,0199a000-0000-7000-8000-000000000001\r\n$/)
})

test.each([
  '=1+1',
  '+7',
  '-cmd',
  '@SUM(A1)',
  '\t=1',
  ' =1',
  '＝1+1',
  '＋7',
  '－cmd',
  '＠SUM(A1)',
  '\ufeff=1',
  '\u200b=1',
  '\u200b \u2060＝1',
  '\tx',
])('%j is not run as a formula', (reason) => {
  expect(reasonCell(reason).replaceAll('"', '')).toBe(`'${reason}`)
})

test('a formula after a semicolon or on a line of its own is not run where these begin a cell', () => {
  expect(reasonCell('a;=1+1; ＝2;b - c')).toBe("a;'=1+1;' ＝2;b - c")
  expect(reasonCell('a\n=1')).toBe(`"a\n'=1"`)
  expect(reasonCell('a;"=1"')).toBe(`"a;'""=1"""`)
})

test('a text that only holds such signs further on stays as it is', () => {
  expect(reasonCell('VPS - 2 = 1; ok')).toBe('VPS - 2 = 1; ok')
})

test('a text with separators is one cell', () => {
  expect(reasonCell('a,"b"\nc')).toBe('"a,""b""\nc"')
})
