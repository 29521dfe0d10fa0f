import type { TransactionType } from '@/db/schema'
import type { StatementMonth } from './statement-month'

/** All that moved on a wallet in a month: opening balance + totals = closing balance, exactly as the log has it. */
export type Statement = StatementMonth & {
  userId: string
  currency: string
  /** The instant at which it was read. */
  asOf: Date
  /** Whether the month is not over, so that more may come. */
  isSoFar: boolean
  /** Minor units: the balance before the first row of the month, and after its last. */
  openingMinor: bigint
  closingMinor: bigint
  /** By type, those that moved alone; usage among them. */
  totals: StatementTotal[]
  usage: UsageBreakdown
  movements: MovementList
}

/** What the rows of one type come to. */
export type StatementTotal = {
  type: TransactionType
  /** Minor units, signed. */
  amountMinor: bigint
}

/**
 * What the usage of the month was for; the lines come to its total. The log has it by wallet: where the history of the
 * subscriptions tells what ran, the total is shared out by what each has accrued, to the minor unit; else it is by day.
 */
export type UsageBreakdown =
  | { by: 'subscription'; lines: SubscriptionUsage[] }
  | { by: 'day'; lines: { day: Date; amountMinor: bigint }[] }

/** What one subscription used in a month at one price. */
export type SubscriptionUsage = {
  subscriptionId: string
  /** May be empty. */
  name: string
  tariffName: string
  quantity: number
  /** Price of one piece, micros per hour. */
  unitHourlyRateMicros: bigint
  /** Milliseconds that it was charged for. */
  ms: number
  /** Minor units, signed as in the log: usage lowers the balance. */
  amountMinor: bigint
}

/** What is not usage, oldest first: each row or, of a month with very many, their sums by day and type. */
export type MovementList =
  | { by: 'row'; lines: StatementMovement[] }
  | { by: 'day'; lines: { day: Date; type: TransactionType; count: number; amountMinor: bigint }[] }

/** One row of the log that is not usage. */
export type StatementMovement = {
  seq: bigint
  datetime: Date
  type: TransactionType
  reason: string
  amountMinor: bigint
  paymentId: string | null
}
