import { useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import type { Tone } from '@/components/ui/tone'
import type { PaymentStatus } from '@/db/schema'
import type { Payment } from '@/lib/payments/payment'

const TONES: Record<PaymentStatus, Tone> = {
  pending: 'warning',
  succeeded: 'positive',
  canceled: 'neutral',
  failed: 'danger',
  refunded: 'info',
  partially_refunded: 'info',
  disputed: 'danger',
}

type PaymentBadgeProps = { payment: Pick<Payment, 'status' | 'intentStatus' | 'cancellationReason'> }

/** How a payment stands; of one that is not paid, whether a bank decides about it or it is about to be canceled. */
export function PaymentBadge({ payment }: PaymentBadgeProps) {
  const [t, life] = [useTranslations('adminPayments.status'), useTranslations('paymentLife.admin')]
  const { status, intentStatus, cancellationReason } = payment
  if (status === 'pending' && intentStatus === 'processing') {
    return (
      <Badge tone="info" dot>
        {life('processing')}
      </Badge>
    )
  }
  const isCanceling = status === 'pending' && cancellationReason !== null
  const isExpired = status === 'canceled' && cancellationReason === 'expired'
  return (
    <Badge tone={TONES[status]} dot>
      {isCanceling ? life('canceling') : isExpired ? life('expired') : t(status)}
    </Badge>
  )
}
