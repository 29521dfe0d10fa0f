import type { Database } from '@/db/client'
import { payments } from '@/db/schema'
import { assert } from '@/lib/errors'
import { creditWallet } from '@/lib/ledger/posting/credit-wallet'
import { START } from './fixtures'

/** What was paid, to which wallet: 1000 minor units of RUB, unless told. */
type PaidPayment = { userId: string; walletId: bigint; amountMinor?: bigint; currency?: string; asOf?: Date }

/** A payment that was paid and credited, as far as the books go: Stripe is not asked. @returns its id. */
export async function plantPaidPayment(
  db: Database,
  { userId, walletId, amountMinor = 1000n, currency = 'RUB', asOf = START }: PaidPayment,
): Promise<string> {
  return db.transaction(async (tx) => {
    const stripePaymentIntentId = `pi_${crypto.randomUUID()}`
    const row = { userId, walletId, currency, amount: amountMinor, stripePaymentIntentId }
    const [payment] = await tx
      .insert(payments)
      .values({ ...row, status: 'succeeded', paidAt: asOf, createdAt: asOf })
      .returning({ id: payments.id })
    assert(payment, 'an inserted payment has an id')
    await creditWallet(tx, {
      ...{ walletId, amountMinor, asOf, paymentId: payment.id },
      type: 'top_up',
      reason: 'test',
      actor: 'test',
      idempotencyKey: `payment:${payment.id}:credit`,
    })
    return payment.id
  })
}
