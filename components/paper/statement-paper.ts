import type { Words } from '@/app/_i18n/words-in'
import { OUTAGE_FORGIVEN } from '@/lib/ledger/settlement/forgive-usage'
import type { Paper, PaperTable } from '@/lib/pdf/paper'
import type { Statement } from '@/lib/statements/statement'
import { formatHours } from '@/lib/time'
import { paperMoney, paperRate } from './paper-money'

/** The month and the zone are said elsewhere. */
const MINUTE = {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
} as const

/** Whose statement it is, and of which service. */
export type StatementParties = { user: { name: string; email: string }; operator: { name: string } }

/** A month's statement as a document in a language: for the screen and for the PDF. */
export function statementPaper(statement: Statement, parties: StatementParties, words: Words): Paper {
  const { t, format, locale } = words
  const { currency, from, to, asOf, isSoFar } = statement
  const money = (amountMinor: bigint) => paperMoney(amountMinor, currency, locale)
  const lastDay = new Date(to.getTime() - 1)
  return {
    lang: locale,
    title: t('statement'),
    subtitle: monthWords(from, words),
    stamp: isSoFar ? t('soFar', { at: format.dateTime(asOf, 'instant') }) : undefined,
    facts: [
      { label: t('period'), value: format.dateTimeRange(from, lastDay, 'day') },
      { label: t('currency'), value: currency },
      { label: t('opening'), value: money(statement.openingMinor) },
      { label: t('closing'), value: money(statement.closingMinor) },
    ],
    parties: [
      { label: t('operator'), lines: [parties.operator.name] },
      { label: t('account'), lines: [parties.user.name, parties.user.email].filter((line) => line !== '') },
    ],
    tables: [
      summary(statement, words),
      ...usageTables(statement, words),
      ...movementTables(statement, words),
    ],
    notes: [
      ...(statement.totals.length === 0 ? [t('nothing')] : []),
      ...(statement.usage.by === 'subscription' && statement.usage.lines.length > 0 ? [t('usageNote')] : []),
      t('utcNote'),
    ],
    pageOf: (page, pages) => t('pageOf', { page, pages }),
    writtenAt: isSoFar ? asOf : to,
    fileName: `statement-${statement.month}-${currency}`,
  }
}

/** “November 2026”, “Ноябрь 2026”. */
export function monthWords(from: Date, { format, locale }: Pick<Words, 'format' | 'locale'>): string {
  const text = format.dateTime(from, { month: 'long', year: 'numeric' }).replace(/\sг\.$/, '')
  return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1)
}

function summary(statement: Statement, { t, types, locale }: Words): PaperTable {
  const { currency, openingMinor, closingMinor, totals } = statement
  const money = (amountMinor: bigint) => paperMoney(amountMinor, currency, locale)
  return {
    title: t('summary'),
    columns: [
      { label: t('type'), share: 3 },
      { label: t('amount'), share: 1, align: 'end' },
    ],
    rows: [
      [t('opening'), money(openingMinor)],
      ...totals.map(({ type, amountMinor }) => [types(`types.${type}`), money(amountMinor)]),
    ],
    totals: [{ label: t('closing'), value: money(closingMinor), strong: true }],
  }
}

function usageTables({ usage, currency }: Statement, { t, format, locale }: Words): PaperTable[] {
  const money = (amountMinor: bigint) => paperMoney(amountMinor, currency, locale)
  const total = usage.lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)
  const totals = [{ label: t('total'), value: money(total), strong: true }]
  const amount = { label: t('amount'), share: 2, align: 'end' as const }
  if (usage.lines.length === 0) return []
  if (usage.by === 'day') {
    return [
      {
        title: t('usage'),
        columns: [{ label: t('day'), share: 5 }, amount],
        rows: usage.lines.map((line) => [format.dateTime(line.day, 'day'), money(line.amountMinor)]),
        totals,
      },
    ]
  }
  return [
    {
      title: t('usage'),
      columns: [
        { label: t('subscription'), share: 4 },
        { label: t('price'), share: 2.4, align: 'end' },
        { label: t('hours'), share: 1.6, align: 'end' },
        amount,
      ],
      rows: usage.lines.map((line) => [
        line.name === '' || line.name === line.tariffName
          ? line.tariffName
          : `${line.name} · ${line.tariffName}`,
        unitPrice(line.quantity, paperRate(line.unitHourlyRateMicros, currency, locale), t),
        format.number(Number(formatHours(line.ms)), { maximumFractionDigits: 2 }),
        money(line.amountMinor),
      ]),
      totals,
    },
  ]
}

function unitPrice(quantity: number, price: string, t: Words['t']): string {
  return quantity === 1 ? price : t('unitPrice', { quantity, price })
}

function movementTables({ movements, currency }: Statement, words: Words): PaperTable[] {
  const { t, types, format, locale } = words
  const money = (amountMinor: bigint) => paperMoney(amountMinor, currency, locale)
  const amount = { label: t('amount'), share: 2, align: 'end' as const }
  if (movements.lines.length === 0) return []
  if (movements.by === 'day') {
    return [
      {
        title: t('movements'),
        columns: [
          { label: t('day'), share: 2 },
          { label: t('type'), share: 3 },
          { label: t('count'), share: 1, align: 'end' },
          amount,
        ],
        rows: movements.lines.map((line) => [
          format.dateTime(line.day, 'day'),
          types(`types.${line.type}`),
          format.number(line.count),
          money(line.amountMinor),
        ]),
        totals: [],
      },
    ]
  }
  return [
    {
      title: t('movements'),
      columns: [
        { label: t('date'), share: 2.2 },
        { label: t('type'), share: 1.8 },
        { label: t('description'), share: 4 },
        amount,
      ],
      rows: movements.lines.map((line) => [
        format.dateTime(line.datetime, MINUTE),
        types(`types.${line.type}`),
        line.reason === OUTAGE_FORGIVEN ? types('outageForgiven') : line.reason,
        money(line.amountMinor),
      ]),
      totals: [],
    },
  ]
}
