import { useFormatter, useTranslations } from 'next-intl'
import { DateTime } from '@/components/time/date-time'
import type { BillingRun } from '@/lib/billing/runs/billing-run'

/** Up to when a run billed; and if hours had been missed before it, how many it billed at once and from when it gave back. */
export function RunAsOf({ run }: { run: BillingRun }) {
  const t = useTranslations('adminBilling')
  const format = useFormatter()
  const isCatchUp = run.hours !== null && run.hours > 1
  return (
    <span className="block">
      <DateTime value={run.asOf} />
      {(isCatchUp || run.forgivenFrom) && (
        <span className="block text-[0.8125rem]/5 font-normal text-subtle">
          {isCatchUp && t('hoursAtOnce', { count: run.hours ?? 0 })}
          {run.forgivenFrom && (
            <span className="block">
              {t('forgivenFrom', { at: format.dateTime(run.forgivenFrom, 'short') })}
            </span>
          )}
        </span>
      )}
    </span>
  )
}
