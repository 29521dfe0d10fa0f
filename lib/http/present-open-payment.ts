import { env } from '@/lib/env'
import type { AutomaticPayment } from '@/lib/payments/automatic/automatic-payment'

/** A payment that a rule has begun and that is not paid yet, as the API answers it beside the rule. */
export function presentOpenPayment({ payment, automatic }: AutomaticPayment) {
  return {
    id: payment.id,
    /** Whether only its user can go on with it, at `confirmation_url`. */
    needs_user: automatic.stage === 'user',
    declines: automatic.declines,
    failure_code: automatic.failureCode,
    retry_at:
      automatic.stage === 'charge' && automatic.declines > 0 ? automatic.nextAttemptAt.toISOString() : null,
    confirmation_url: new URL(`/pay/${payment.id}`, env().APP_URL).href,
  }
}
