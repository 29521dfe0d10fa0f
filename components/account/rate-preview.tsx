'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Amount } from '@/components/money/amount'
import { HourlyRate } from '@/components/money/hourly-rate'
import { DateTime } from '@/components/time/date-time'
import { BEYOND_DATES_MS, TimeLeft } from '@/components/time/time-left'
import { Skeleton } from '@/components/ui/skeleton'
import type { ChangePreview } from '@/lib/billing/subscriptions/foresee'

type Preview = ChangePreview & { asOf: Date }

type RatePreviewProps = {
  /** Null while it is being worked out. */
  preview: Preview | null
  /** The subscription stands still for lack of money, so nothing of this counts yet. */
  stands?: boolean
}

/**
 * What a wallet will come to: what is charged at once, the subscription's price and its cap, the whole rate, and how
 * long the money lasts then.
 */
export function RatePreview({ preview, stands }: RatePreviewProps) {
  const wait = <Skeleton className="inline-block h-4 w-24 align-middle" />
  return (
    <div
      role="status"
      aria-busy={!preview}
      className="divide-y divide-line rounded-control border border-line bg-sunken px-4 text-sm"
    >
      {preview ? <Lines preview={preview} stands={stands} /> : <p className="py-2.5">{wait}</p>}
      {!stands && (
        <div className="py-2.5 font-medium">
          {preview ? <TimeLeft untilMs={endOf(preview)} now={preview.asOf} /> : wait}
        </div>
      )}
    </div>
  )
}

function Lines({ preview, stands }: { preview: Preview; stands: boolean | undefined }) {
  const t = useTranslations('tariffs')
  const { currency, subscription, chargedNowMinor } = preview
  return (
    <>
      <dl className="divide-y divide-line">
        {subscription && (
          <Line term={t('previewOwn')}>
            <HourlyRate
              hourlyRateMicros={subscription.hourlyRateMicros}
              currency={currency}
              className="font-medium"
            />
          </Line>
        )}
        {subscription?.monthlyCapHours && (
          <Line term={t('previewCap')}>{t('previewCapHours', { hours: subscription.monthlyCapHours })}</Line>
        )}
        {!stands && (
          <>
            <Line term={t('previewAll')}>
              <HourlyRate hourlyRateMicros={preview.hourlyRateMicros} currency={currency} />
            </Line>
            {chargedNowMinor > 0n && (
              <Line term={t('previewNow')}>
                <Amount amountMinor={chargedNowMinor} currency={currency} />
              </Line>
            )}
            <Line term={t('previewAvailable')}>
              <Amount amountMinor={preview.availableMinor} currency={currency} />
            </Line>
          </>
        )}
      </dl>
      {subscription?.cappedUntil && <FreeUntil until={subscription.cappedUntil} />}
    </>
  )
}

function FreeUntil({ until }: { until: Date }) {
  const t = useTranslations('tariffs')
  return (
    <p className="py-2.5">
      {t.rich('previewFree', { instant: () => <DateTime value={until} format="day" /> })}
    </p>
  )
}

function Line({ term, children }: { term: ReactNode; children: ReactNode }) {
  return (
    <div className="flex items-baseline justify-between gap-4 py-2.5">
      <dt className="text-muted">{term}</dt>
      <dd className="text-right">{children}</dd>
    </div>
  )
}

/** What is capped costs nothing now and will again, so it is not the rate alone that tells whether the money ends. */
function endOf({ depletesAt, hourlyRateMicros, subscription }: Preview): number | bigint | null {
  if (depletesAt) return depletesAt.getTime()
  return hourlyRateMicros > 0n || subscription?.runs ? BEYOND_DATES_MS : null
}
