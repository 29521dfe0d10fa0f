import { asc, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Database } from '@/db/client'
import { payments, providerCalls, users } from '@/db/schema'
import { type ListedPayment, listedColumns } from './list-all-payments'

/** So many calls are shown of one payment. */
const MOST_TRACES = 50

/** Something Stripe was asked to do for a payment, and what came of it. */
export type ProviderCallTrace = {
  key: string
  operation: string
  status: 'open' | 'done' | 'refused'
  attempts: number
  resultId: string | null
  error: string | null
  createdAt: Date
}

/** One payment as an admin looks at it, or undefined for an unknown one or a text that is no id. */
export async function findListedPayment(db: Database, paymentId: string): Promise<ListedPayment | undefined> {
  if (!z.guid().safeParse(paymentId).success) return undefined
  const [payment] = await db
    .select(listedColumns)
    .from(payments)
    .innerJoin(users, eq(users.id, payments.userId))
    .where(eq(payments.id, paymentId))
  return payment
}

/** What Stripe was asked for a payment, oldest first. The caller has checked that an admin asks. */
export function listProviderCalls(db: Database, paymentId: string): Promise<ProviderCallTrace[]> {
  return db
    .select({
      key: providerCalls.key,
      operation: providerCalls.operation,
      status: providerCalls.status,
      attempts: providerCalls.attempts,
      resultId: providerCalls.resultId,
      error: providerCalls.error,
      createdAt: providerCalls.createdAt,
    })
    .from(providerCalls)
    .where(eq(providerCalls.subject, `payment:${paymentId}`))
    .orderBy(asc(providerCalls.createdAt), asc(providerCalls.key))
    .limit(MOST_TRACES)
}
