import { sql } from 'drizzle-orm'
import { boolean, check, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { instant, int8, writtenAt } from './columns'
import { payments } from './payments'
import { users } from './users'

/** Who paid, as the receipt names them for ever. */
export type ReceiptPayer = { name: string; email: string; company: string; address: string; taxId: string }

/** Who took the money, as the receipt names them for ever. */
export type ReceiptOperator = { name: string; address: string; taxId: string; email: string }

/** What users want to read about themselves on receipts; each of them may be empty. */
export const billingDetails = pgTable(
  'billing_details',
  {
    userId: uuid('user_id')
      .primaryKey()
      .references(() => users.id),
    company: text('company').notNull().default(''),
    address: text('address').notNull().default(''),
    taxId: text('tax_id').notNull().default(''),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (table) => [
    check(
      'billing_details_lengths',
      sql`length(${table.company}) <= 200 and length(${table.address}) <= 500 and length(${table.taxId}) <= 60`,
    ),
  ],
)

/** The last number given to a receipt in a year. Written by the trigger that numbers receipts alone. */
export const receiptCounters = pgTable(
  'receipt_counters',
  { year: integer('year').primaryKey(), last: integer('last').notNull() },
  (table) => [check('receipt_counters_from_one', sql`${table.last} >= 1`)],
)

/**
 * One for each payment that succeeded, with what it said when it was issued: never changed, never removed. Its number, the
 * amount and what it is for are put in by a trigger, from the payment; the numbers of a year have no gaps.
 */
export const receipts = pgTable(
  'receipts',
  {
    paymentId: uuid('payment_id')
      .primaryKey()
      .references(() => payments.id),
    /** Of the instant of issue, UTC. */
    year: integer('year').notNull(),
    /** Counts the receipts of a year from 1 without gaps. */
    sequence: integer('sequence').notNull(),
    issuedAt: instant('issued_at').notNull(),
    /** Minor units. */
    amount: int8('amount').notNull(),
    currency: text('currency').notNull(),
    description: text('description').notNull(),
    paidAt: instant('paid_at').notNull(),
    payer: jsonb('payer').$type<ReceiptPayer>().notNull(),
    operator: jsonb('operator').$type<ReceiptOperator>().notNull(),
    /** Paid in Stripe's test mode: no money moved. */
    isTest: boolean('is_test').notNull(),
    /** What it was paid with, as Stripe names it (`card`); the only thing that may still be unknown when it is issued. */
    methodType: text('method_type'),
    /** Such as `visa`. */
    methodBrand: text('method_brand'),
    methodLast4: text('method_last4'),
    createdAt: writtenAt(),
  },
  (table) => [
    unique('receipts_number').on(table.year, table.sequence),
    check('receipts_sequence_from_one', sql`${table.sequence} >= 1`),
    check('receipts_amount_positive', sql`${table.amount} > 0`),
    check(
      'receipts_method_known',
      sql`${table.methodType} is not null or (${table.methodBrand} is null and ${table.methodLast4} is null)`,
    ),
  ],
)
