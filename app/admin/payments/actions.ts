'use server'

import { getLocale, getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { adminAction, type Refusal, refuse } from '@/app/_actions/user-action'
import { formatMoney } from '@/components/money/format-money'
import { database } from '@/db/connection'
import { AppError } from '@/lib/errors'
import { formatMinor, parseAmount } from '@/lib/money'
import { resolveQuarantine } from '@/lib/payments/inbox/resolve-quarantine'
import { readAnyPayment } from '@/lib/payments/payment'
import { refundPayment } from '@/lib/payments/refunds/refund-payment'
import { syncReturns } from '@/lib/payments/returns/sync-returns'
import { readTypedAmount } from '@/lib/read-typed-amount'

const payment = z.strictObject({ payment_id: z.guid() })

/** Gives back what was paid, or a part. The form's own id makes sending it twice one refund. */
export const refundPaymentAction = adminAction(
  payment.extend({
    form_id: z.guid(),
    value: z.string().max(60),
    reason: z.string().trim().min(1).max(200),
  }),
  async (input, { userId: adminId }) => {
    const [t, locale] = await Promise.all([getTranslations('adminReturns.refund'), getLocale()])
    const db = database()
    const { currency } = await readAnyPayment(db, input.payment_id)
    const amountMinor = parseAmount(readTypedAmount(input.value, locale) ?? input.value, currency, 'value')
    const result = await refundPayment(db, {
      paymentId: input.payment_id,
      amountMinor,
      reason: input.reason,
      actor: `admin:${adminId}`,
      idempotencyKey: `admin:${adminId}:${input.form_id}`,
    })
    if (!result.ok) {
      const available = formatMoney(formatMinor(result.availableMinor, currency), { locale, currency })
      return refuse('insufficient_funds', t('notAvailable', { available }), 'value')
    }
    const { status, failureCode } = result.refund
    return status === 'failed' ? refuse('conflict', t('refused', { code: failureCode ?? '' })) : undefined
  },
)

/** Asks Stripe for all it knows of a payment, and books what is news. */
export const syncPaymentAction = adminAction(payment, (input) =>
  unlessAway(() => syncReturns(database(), input.payment_id)),
)

/** Decides about a payment that Stripe's word differs from: credits what Stripe took, or leaves it. */
export const resolveQuarantineAction = adminAction(
  z.strictObject({
    payment_id: z.guid(),
    verdict: z.enum(['credit', 'leave']),
    note: z.string().trim().min(1).max(500),
  }),
  ({ payment_id: paymentId, verdict, note }, { userId: adminId }) =>
    unlessAway(() => resolveQuarantine(database(), { adminId, paymentId, verdict, note })),
)

/** That Stripe is away is told in words of its own: those for it elsewhere speak of a charge. */
async function unlessAway(act: () => Promise<void>): Promise<Refusal | undefined> {
  try {
    await act()
    return undefined
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'provider_unavailable')) throw error
    return refuse('provider_unavailable', (await getTranslations('adminReturns'))('syncFailed'))
  }
}
