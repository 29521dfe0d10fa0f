import { useTranslations } from 'next-intl'
import { ProgressBar } from '@/components/ui/progress-bar'
import type { PriceProgress } from '@/lib/billing/tariffs/price-progress'

type PriceMovementProps = {
  progress: PriceProgress
  /** Of those left, how many cannot move. */
  stuck: number
}

/** How far those who already subscribe have moved to a price. Nothing for a price that nobody moves to. */
export function PriceMovement({ progress: { state, moved, left }, stuck }: PriceMovementProps) {
  const t = useTranslations('adminTariffs')
  if (state === 'none' || state === 'past') return null
  if (state === 'scheduled') return <Line>{t('willMove', { count: left })}</Line>
  if (state === 'done') return <Line>{t('allMoved')}</Line>
  const words = t('movedAndLeft', { moved, left })
  return (
    <span className="mt-1 block min-w-40">
      <ProgressBar
        label={`${t('movement')}: ${words}`}
        percent={Math.floor((100 * moved) / (moved + left))}
        tone={stuck === left ? 'warning' : 'accent'}
      />
      <Line>{words}</Line>
      {stuck > 0 && (
        <span className="block text-[0.8125rem]/5 text-warning">{t('stuck', { count: stuck })}</span>
      )}
    </span>
  )
}

function Line({ children }: { children: string }) {
  return <span className="block text-[0.8125rem]/5 text-subtle tabular-nums">{children}</span>
}
