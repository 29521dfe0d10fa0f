import { useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import type { Tone } from '@/components/ui/tone'
import type { BillingRun } from '@/lib/billing/runs/billing-run'

const TONES: Record<BillingRun['status'], Tone> = {
  finished: 'positive',
  running: 'info',
  stopped: 'warning',
  failed: 'danger',
}

/** How a billing run stands. */
export function RunBadge({ status }: Pick<BillingRun, 'status'>) {
  const t = useTranslations('adminBilling.status')
  return (
    <Badge tone={TONES[status]} dot>
      {t(status)}
    </Badge>
  )
}
