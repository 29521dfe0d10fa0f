import type { Database } from '@/db/client'
import { outbox } from '@/db/schema'
import { env } from '../../env'
import { formatMinor } from '../../money'
import type { AutomaticPayment } from './automatic-payment'

/** What happened to a payment that nobody was present for. */
export type Happening = 'succeeded' | 'failed' | 'action_required'

/** Tells of it, once for its number, in the transaction that made it so. */
export async function tellAutomatic(
  tx: Database,
  { payment, automatic }: Pick<AutomaticPayment, 'payment' | 'automatic'>,
  told: { what: Happening; asOf: Date; nth?: number; code?: string; retryAt?: Date | null },
): Promise<void> {
  const { what, asOf, nth = 1, code, retryAt } = told
  const type = `${subjectOf(automatic.recurringPaymentId)}.${what}`
  await tx
    .insert(outbox)
    .values({
      key: `${type}:${payment.id}:${nth}`,
      type,
      userId: payment.userId,
      walletId: payment.walletId,
      at: asOf,
      data: {
        payment: payment.id,
        value: formatMinor(payment.amountMinor, payment.currency),
        currency: payment.currency,
        ...(automatic.recurringPaymentId !== null && { recurring_payment: automatic.recurringPaymentId }),
        ...(code !== undefined && { failure_code: code }),
        ...(retryAt !== undefined && { retry_at: retryAt?.toISOString() ?? null }),
        ...(what !== 'succeeded' && {
          confirmation_url: new URL(`/pay/${payment.id}`, env().APP_URL).href,
        }),
      },
    })
    .onConflictDoNothing({ target: outbox.key })
}

/** How events call what the payment comes from. */
export function subjectOf(recurringPaymentId: string | null): 'auto_top_up' | 'recurring_payment' {
  return recurringPaymentId === null ? 'auto_top_up' : 'recurring_payment'
}
