import { useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import type { Tone } from '@/components/ui/tone'
import type { PaymentStatus } from '@/db/schema'

const TONES: Record<PaymentStatus, Tone> = {
  pending: 'warning',
  succeeded: 'positive',
  canceled: 'neutral',
  failed: 'danger',
  refunded: 'info',
  partially_refunded: 'info',
  disputed: 'danger',
}

/** How a payment stands. */
export function PaymentBadge({ status }: { status: PaymentStatus }) {
  const t = useTranslations('adminPayments.status')
  return (
    <Badge tone={TONES[status]} dot>
      {t(status)}
    </Badge>
  )
}
