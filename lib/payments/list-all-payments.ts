import { and, desc, eq, lt, type SQL } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { payments, users } from '@/db/schema'
import { assertIdCursor, type Page, pageOf } from '../page'
import { isQuarantined, type Payment, paymentColumns } from './payment'

/** Which payments an admin looks at: all, those not paid yet, or those that wait for a person. */
export type PaymentFilter = 'all' | 'pending' | 'quarantined'

/** A payment in the admin's list. */
export type ListedPayment = Payment & {
  userEmail: string
  /** What a person decided about one that Stripe's word differs from. */
  quarantineNote: string | null
  /** What was asked for, where a person credited what Stripe took instead. */
  requestedAmountMinor: bigint | null
  requestedCurrency: string | null
}

/** Its columns; to be joined with its user. */
export const listedColumns = {
  ...paymentColumns,
  userEmail: users.email,
  quarantineNote: payments.quarantineNote,
  requestedAmountMinor: payments.requestedAmount,
  requestedCurrency: payments.requestedCurrency,
}

const FILTERS: Record<PaymentFilter, SQL | undefined> = {
  all: undefined,
  pending: eq(payments.status, 'pending'),
  quarantined: isQuarantined,
}

/**
 * A page of everyone's payments, newest first, and the cursor of the next one or null at the end. The caller has
 * checked that an admin asks.
 * @param query `cursor` is the id of the last payment of the page before.
 * @throws AppError `invalid_request` for a cursor that was not given by this list.
 */
export async function listAllPayments(
  db: Database,
  query: { filter: PaymentFilter; limit: number; cursor?: string | undefined },
): Promise<Page<ListedPayment>> {
  assertIdCursor(query.cursor)
  const found = await db
    .select(listedColumns)
    .from(payments)
    .innerJoin(users, eq(users.id, payments.userId))
    .where(and(FILTERS[query.filter], query.cursor === undefined ? undefined : lt(payments.id, query.cursor)))
    .orderBy(desc(payments.id))
    .limit(query.limit + 1)
  return pageOf(found, query.limit, ({ id }) => id)
}
