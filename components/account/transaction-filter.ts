import { z } from 'zod'
import type { TransactionType } from '@/db/schema'
import { TRANSACTION_TYPES } from '@/lib/ledger/log/transaction-type'
import { listCurrencies } from '@/lib/money'
import { DAY_MS } from '@/lib/time'

/** A calendar day as a date field sends it, of the years whose days the log can be asked for: to its end, too. */
const day = z.iso
  .date()
  .refine((text) => text >= '0001-01-01' && text < '9999-12-31')
  .optional()
  .catch(undefined)

const schema = z.object({
  type: z.enum(TRANSACTION_TYPES).optional().catch(undefined),
  currency: z
    .string()
    .refine((code) => listCurrencies().includes(code))
    .optional()
    .catch(undefined),
  from: day,
  to: day,
  cursor: z.string().min(1).max(2000).optional().catch(undefined),
})

/** What the page's address asks for; whatever in it makes no sense is left out. */
export type TransactionFilter = {
  type?: TransactionType | undefined
  currency?: string | undefined
  /** First and last day, "2026-03-01", both included. */
  from?: string | undefined
  to?: string | undefined
  cursor?: string | undefined
}

/** Reads the filter off the search params of an address. */
export function readTransactionFilter(
  params: Record<string, string | string[] | undefined>,
): TransactionFilter {
  return schema.parse(params)
}

/** The filter as the log is asked: days of UTC become a half-open span of time. */
export function toTransactionQuery({ type, currency, from, to, cursor }: TransactionFilter) {
  return {
    type,
    currency,
    cursor,
    from: from === undefined ? undefined : new Date(`${from}T00:00:00.000Z`),
    to: to === undefined ? undefined : new Date(Date.parse(`${to}T00:00:00.000Z`) + DAY_MS),
  }
}

/** The filter as search params again, with some of it replaced; nothing for what is not set. */
export function filterSearch(filter: TransactionFilter, change: TransactionFilter = {}): string {
  const entries = Object.entries({ ...filter, ...change }).filter(([, value]) => value !== undefined)
  const search = new URLSearchParams(entries as [string, string][]).toString()
  return search === '' ? '' : `?${search}`
}
