import PDFDocument from 'pdfkit'
import { expect, test } from 'vitest'
import { wordsIn } from '@/app/_i18n/words-in'
import { listCurrencies } from '@/lib/money'
import { Pen } from '@/lib/pdf/pen'
import { bytesOf, readPdf } from '@/lib/pdf/read-pdf.fixture'
import { renderPaper } from '@/lib/pdf/render-paper'
import type { Receipt } from '@/lib/receipts/receipt'
import type { Statement } from '@/lib/statements/statement'
import { paperMoney, paperRate } from './paper-money'
import { receiptPaper } from './receipt-paper'
import { monthWords, statementPaper } from './statement-paper'

const at = (text: string) => new Date(`${text}Z`)

const receipt: Receipt = {
  paymentId: '01a2052b-599c-72aa-8bd7-343c169b1c3d',
  number: '2026-000123',
  issuedAt: at('2026-03-01T12:00'),
  paidAt: at('2026-03-01T12:00'),
  amountMinor: 134_200n,
  currency: 'RUB',
  description: 'Оплата подписки',
  payer: {
    name: 'Ирина',
    email: 'irina@romashka.test',
    company: 'ООО «Ромашка»',
    address: 'Москва\nТверская 1',
    taxId: '7701',
  },
  operator: { name: 'Sand & Co', address: 'Dune 1', taxId: 'DE1', email: 'help@sand.test' },
  method: { type: 'card', brand: 'visa', last4: '4242' },
  isTest: false,
  status: 'succeeded',
  refundedAmountMinor: 0n,
}

const statement: Statement = {
  month: '2026-03',
  from: at('2026-03-01T00:00'),
  to: at('2026-04-01T00:00'),
  userId: '01a2052b-599c-72aa-8bd7-343c169b1c3d',
  currency: 'RUB',
  asOf: at('2026-05-01T00:00'),
  isSoFar: false,
  openingMinor: 100_00n,
  closingMinor: 4_950_00n,
  totals: [
    { type: 'top_up', amountMinor: 5_000_00n },
    { type: 'usage', amountMinor: -150_00n },
  ],
  usage: {
    by: 'subscription',
    lines: [
      {
        subscriptionId: 'a',
        name: 'ci runner',
        tariffName: 'Server M',
        quantity: 2,
        unitHourlyRateMicros: 150_000_000n,
        ms: 180_000_000,
        amountMinor: -150_00n,
      },
    ],
  },
  movements: {
    by: 'row',
    lines: [
      {
        seq: 1n,
        datetime: at('2026-03-02T10:00'),
        type: 'top_up',
        reason: 'Пополнение',
        amountMinor: 5_000_00n,
        paymentId: null,
      },
    ],
  },
}

const textOf = async (paper: Parameters<typeof renderPaper>[0]) =>
  (await readPdf(await bytesOf(renderPaper(paper)))).join(' ')

test('a receipt says in either language who paid what to whom, and how', async () => {
  expect(await textOf(receiptPaper(receipt, wordsIn('ru')))).toBe(
    'Квитанция № 2026-000123 Оплачено 1 342,00 ₽ Дата оплаты 1 мар. 2026 г. Способ оплаты Visa •••• 4242 ' +
      'Получатель Sand & Co Dune 1 ИНН: DE1 help@sand.test ' +
      'Плательщик ООО «Ромашка» Ирина Москва Тверская 1 ИНН: 7701 irina@romashka.test ' +
      'Назначение Сумма Оплата подписки 1 342,00 ₽ Итого 1 342,00 ₽ ' +
      'Сумма зачислена на предоплаченный баланс. Вопросы по квитанции: help@sand.test',
  )
  const english = await textOf(receiptPaper(receipt, wordsIn('en')))
  expect(english).toContain('Receipt No. 2026-000123 Amount paid ₽1,342.00')
  expect(english).not.toMatch(/Test mode|refund|Date of issue/)
})

test('refunds, disputes and test mode are on it', async () => {
  const words = wordsIn('en')
  const partly = {
    ...receipt,
    refundedAmountMinor: 200n,
    isTest: true,
    status: 'partially_refunded' as const,
  }
  expect(await textOf(receiptPaper(partly, words))).toMatch(
    /^Test mode: no money moved.*Total ₽1,342.00 Refunded −₽2.00 Paid after refunds ₽1,340.00.*₽2.00 of this payment was refunded/,
  )
  const whole = { ...receipt, refundedAmountMinor: 134_200n, status: 'refunded' as const }
  expect(await textOf(receiptPaper(whole, words))).toMatch(/Paid after refunds ₽0.00.*refunded in full/)
  expect(await textOf(receiptPaper({ ...receipt, status: 'disputed' }, words))).toContain('disputed')
})

test.each([
  [{ type: 'card', brand: 'mastercard', last4: '4444' }, 'Mastercard •••• 4444'],
  [{ type: 'sepa_debit', brand: null, last4: '3000' }, 'SEPA direct debit •••• 3000'],
  [{ type: 'revolut_pay', brand: null, last4: null }, 'revolut pay'],
])('%j is told as %s', (method, told) => {
  const { facts } = receiptPaper({ ...receipt, method }, wordsIn('en'))
  expect(facts.at(-1)).toEqual({ label: 'Paid by', value: told })
})

test('a payment whose method is not known has none on its receipt', () => {
  expect(receiptPaper({ ...receipt, method: null }, wordsIn('en')).facts.map(({ label }) => label)).toEqual([
    'Amount paid',
    'Date of payment',
  ])
})

test('a statement says what its month came to', async () => {
  const parties = { user: { name: '', email: 'irina@romashka.test' }, operator: { name: 'Sand & Co' } }
  const text = await textOf(statementPaper(statement, parties, wordsIn('en')))
  expect(text).toContain('Statement March 2026 Period')
  expect(text).toContain('Opening balance ₽100.00 Top-up ₽5,000.00 Usage −₽150.00 Closing balance ₽4,950.00')
  expect(text).toContain('ci runner · Server M 2 × ₽1.50 50 −₽150.00 Total −₽150.00')
  const soFar = { ...statement, isSoFar: true, asOf: at('2026-03-11T09:30') }
  expect(await textOf(statementPaper(soFar, parties, wordsIn('ru')))).toMatch(
    /^Месяц не закончен, на 11 мар. 2026 г., 09:30 UTC Выписка Март 2026/,
  )
})

test('months are named as a title has them', () => {
  expect(monthWords(at('2026-05-01T00:00'), wordsIn('ru'))).toBe('Май 2026')
  expect(monthWords(at('2026-05-01T00:00'), wordsIn('en'))).toBe('May 2026')
})

test('money of every currency is written with characters that the fonts have', () => {
  const pen = new Pen(new PDFDocument())
  for (const currency of listCurrencies()) {
    for (const locale of ['en', 'ru']) {
      const texts = [paperMoney(-123_456_789n, currency, locale), paperRate(1n, currency, locale)]
      for (const text of texts) expect(pen.canWrite(text), `${currency} ${text}`).toBe(true)
    }
  }
})
