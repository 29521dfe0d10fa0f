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

type PaymentBadgeProps = {
  payment: Pick<
    Payment,
    'status' | 'intentStatus' | 'cancellationReason' | 'quarantineReason' | 'quarantineClosedAt'
  >
}

/** How a payment stands; of one that is not paid, whether a bank decides about it or it is about to be canceled. */
export function PaymentBadge({ payment }: PaymentBadgeProps) {
  const [t, life] = [useTranslations('adminPayments.status'), useTranslations('paymentLife.admin')]
  const { status, cancellationReason } = payment
  const isPending = status === 'pending'
  const isQuarantined = payment.quarantineReason !== null && payment.quarantineClosedAt === null
  const [tone, words]: [Tone, string] = isQuarantined
    ? ['danger', life('quarantined')]
    : isPending && payment.intentStatus === 'processing'
      ? ['info', life('processing')]
      : isPending && cancellationReason !== null
        ? ['neutral', life('canceling')]
        : status === 'canceled' && cancellationReason === 'expired'
          ? ['neutral', life('expired')]
          : [TONES[status], t(status)]
  return (
    <Badge tone={tone} dot>
      {words}
    </Badge>
  )
}
