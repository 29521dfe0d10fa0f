import type Stripe from 'stripe'
import type { Database } from '@/db/client'
import { assert } from '@/lib/errors'
import { bookDispute } from '@/lib/payments/disputes/book-dispute'
import { readWallClock } from '@/lib/payments/disputes/sync-dispute'
import { collectReceivable } from '@/lib/payments/receivables/collect-receivable'
import { listReceivables } from '@/lib/payments/receivables/list-receivables'
import { writeOffReceivable } from '@/lib/payments/receivables/write-off-receivable'
import { bookRefund } from '@/lib/payments/refunds/book-refund'
import { takeRefund } from '@/lib/payments/refunds/refund-payment'
import { plantWallet, topUp } from '@/lib/testing/fixtures'
import { plantPaidPayment } from '@/lib/testing/plant-paid-payment'
import { chargeWallet } from '../posting/charge-wallet'

/**
 * A wallet whose payments went back: one refunded by us and partly in Stripe's dashboard, of which one part failed; one
 * taken by a bank when it was spent, collected in part and given up; one taken and given back.
 */
export async function plantReturned(db: Database, expected: bigint): Promise<void> {
  const { walletId, userId } = await plantWallet(db)
  assert(walletId === expected, `wallet ${walletId} is the one that is expected`)
  const refunded = await plantPaidPayment(db, { walletId, userId })
  const wish = { paymentId: refunded, reason: 'asked for', actor: 'test' }
  const ours = await db.transaction((tx) =>
    takeRefund(tx, { ...wish, amountMinor: 300n, idempotencyKey: crypto.randomUUID() }),
  )
  assert(ours.ok, 'it has money')
  await bookRefund(db, refunded, statedRefund({ amount: 300, metadata: { refund_id: ours.refund.id } }))
  await bookRefund(db, refunded, statedRefund({ amount: 200 }))
  const failing = statedRefund({ amount: 100 })
  await bookRefund(db, refunded, failing)
  await bookRefund(db, refunded, { ...failing, status: 'failed', failure_reason: 'declined' })

  const won = await plantPaidPayment(db, { walletId, userId })
  await bookDispute(db, won, await statedDispute(db, { status: 'won' }, [-1000, 1000]))

  const spent = await plantPaidPayment(db, { walletId, userId })
  const charge = { userId, currency: 'RUB', reason: 'test', asOf: null, actor: 'test' }
  assert((await chargeWallet(db, { ...charge, amountMinor: 2000n })).ok, 'it has money')
  await bookDispute(db, spent, await statedDispute(db, { status: 'lost' }, [-1000]))
  await topUp(db, walletId, 150n, new Date())
  const [owed] = (await listReceivables(db, { open: true, limit: 1 })).rows
  assert(owed, 'what was spent is owed')
  const admin = { receivableId: owed.id, adminId: userId }
  await collectReceivable(db, { ...admin, idempotencyKey: crypto.randomUUID() })
  await writeOffReceivable(db, admin)
  await topUp(db, walletId, 500n, new Date())
}

/** A refund as Stripe states it, as far as the books look. */
export function statedRefund(values: Partial<Stripe.Refund>): Stripe.Refund {
  return {
    id: `re_${crypto.randomUUID()}`,
    status: 'succeeded',
    reason: null,
    metadata: {},
    ...values,
  } as Stripe.Refund
}

/** A dispute as Stripe states it now, with the amounts that the bank moved. */
export async function statedDispute(
  db: Database,
  values: Partial<Stripe.Dispute>,
  moved: readonly number[],
): Promise<{ dispute: Stripe.Dispute; askedAt: string }> {
  const dispute = {
    id: `du_${crypto.randomUUID()}`,
    amount: 1000,
    status: 'needs_response',
    reason: 'fraudulent',
    balance_transactions: moved.map((amount) => ({ amount })),
    ...values,
  } as Stripe.Dispute
  return { dispute, askedAt: await readWallClock(db) }
}
