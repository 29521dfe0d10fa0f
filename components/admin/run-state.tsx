import { useFormatter, useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import { ProgressBar } from '@/components/ui/progress-bar'
import type { BillingRun } from '@/lib/billing/runs/billing-run'
import { RunBadge } from './run-badge'

/** How a billing run stands: its state, what was out of the ordinary, and while it goes on how far it came. */
export function RunState({ run }: { run: BillingRun }) {
  const t = useTranslations('adminBilling')
  const format = useFormatter()
  const { progress } = run
  const words = progress && t('progress', { done: progress.rangesDone, ranges: progress.ranges })
  return (
    <div className="flex flex-col gap-1.5 max-sm:in-[td]:items-end">
      <div className="flex flex-wrap gap-1.5 max-sm:in-[td]:justify-end">
        <RunBadge status={run.status} />
        {run.isResumed && <Badge>{t('resumed')}</Badge>}
        {run.forgivenFrom && <Badge tone="accent">{t('forgiven')}</Badge>}
      </div>
      {progress && progress.ranges > 0 && (
        <div className="flex w-40 flex-col gap-1">
          <ProgressBar
            percent={progress.percent}
            label={words ?? ''}
            tone={run.status === 'stopped' ? 'warning' : 'info'}
          />
          <span className="text-xs text-muted tabular-nums">
            {words} · {format.number(progress.percent / 100, { style: 'percent' })}
          </span>
        </div>
      )}
    </div>
  )
}
