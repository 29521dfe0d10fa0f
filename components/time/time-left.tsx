import { useFormatter, useTranslations } from 'next-intl'
import { cn } from '@/components/ui/cn'
import { instantFromMs } from '@/lib/time'
import { splitSpan } from './split-span'

/** From here on hours say nothing; “in 2 months” is enough. */
const MONTH_MS = 30 * 86_400_000

/** Further away than any date: what a tiny price lasts. */
export const BEYOND_DATES_MS = 2n ** 62n

/** Beyond this a date says nothing: a tiny price can last for millions of years. */
const FAR_AWAY_MS = 100n * 365n * 86_400_000n

type TimeLeftProps = {
  /** When it ends, in milliseconds since the epoch; null if nothing is running. */
  untilMs: bigint | number | null
  /** The domain's own now. */
  now: Date
  className?: string
}

/** “Lasts until 25 Nov, 14:03 UTC (in 3 days 4 hr)”; other words for never, already over, and too far to name. */
export function TimeLeft({ untilMs, now, className }: TimeLeftProps) {
  const t = useTranslations('time')
  const format = useFormatter()
  const look = cn('tabular-nums', className)
  if (untilMs === null) return <span className={look}>{t('nothingRuns')}</span>

  const until = instantFromMs(BigInt(untilMs))
  const leftMs = BigInt(untilMs) - BigInt(now.getTime())
  if (leftMs <= 0n) return <span className={look}>{t('ranOut')}</span>
  if (until === null || leftMs > FAR_AWAY_MS) return <span className={look}>{t('lastsForAges')}</span>

  const span = splitSpan(Number(leftMs))
    .map(({ unit, value }) => format.number(value, { style: 'unit', unit, unitDisplay: 'short' }))
    .join(' ')
  return (
    <span className={look}>
      {t.rich('lastsUntil', {
        instant: format.dateTime(until, 'instant'),
        relative: leftMs < MONTH_MS ? t('in', { span }) : format.relativeTime(until, now),
        when: (chunks) => (
          <time dateTime={until.toISOString()} title={format.dateTime(until, 'precise')}>
            {chunks}
          </time>
        ),
      })}
    </span>
  )
}
