import { z } from 'zod'
import { env } from '@/lib/env'
import type { AutomaticPayment } from '@/lib/payments/automatic/automatic-payment'
import { idText, instantText } from './answer-fields'

/** What `presentOpenPayment` makes. */
export const openPaymentSchema = z
  .strictObject({
    id: idText,
    needs_user: z.boolean().describe('Only its user can go on with it, at `confirmation_url`.'),
    declines: z.int(),
    failure_code: z.string().nullable(),
    retry_at: instantText.nullable().describe('When the card is charged again.'),
    confirmation_url: z.url(),
  })
  .meta({ id: 'OpenPayment', description: 'A payment that a rule has begun and that is not paid yet.' })

/** A payment that a rule has begun and that is not paid yet, as the API answers it beside the rule. */
export function presentOpenPayment({
  payment,
  automatic,
}: AutomaticPayment): z.input<typeof openPaymentSchema> {
  return {
    id: payment.id,
    needs_user: automatic.stage === 'user',
    declines: automatic.declines,
    failure_code: automatic.failureCode,
    retry_at:
      automatic.stage === 'charge' && automatic.declines > 0 ? automatic.nextAttemptAt.toISOString() : null,
    confirmation_url: new URL(`/pay/${payment.id}`, env().APP_URL).href,
  }
}
