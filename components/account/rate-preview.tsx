'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Amount } from '@/components/money/amount'
import { HourlyRate } from '@/components/money/hourly-rate'
import { TimeLeft } from '@/components/time/time-left'
import { Skeleton } from '@/components/ui/skeleton'
import type { RatePreview as Preview } from '@/lib/billing/preview-rate'

const BEYOND_DATES_MS = 2n ** 62n

type RatePreviewProps = {
  /** Null while it is being worked out. */
  preview: (Preview & { currency: string; asOf: Date }) | null
  /** What the subscription itself costs, micros per hour. */
  ownRateMicros: bigint | null
  /** The subscription stands still for lack of money, so nothing of this counts yet. */
  stands?: boolean
}

/** What a wallet will come to: the subscription's price, the whole rate, and how long the money lasts then. */
export function RatePreview({ preview, ownRateMicros, stands }: RatePreviewProps) {
  const t = useTranslations('tariffs')
  const wait = <Skeleton className="inline-block h-4 w-24 align-middle" />
  const currency = preview?.currency ?? ''
  const untilMs =
    preview && (preview.hourlyRateMicros === 0n ? null : (preview.depletesAt?.getTime() ?? BEYOND_DATES_MS))
  return (
    <div
      role="status"
      aria-busy={!preview}
      className="divide-y divide-line rounded-control border border-line bg-sunken px-4 text-sm"
    >
      <dl className="divide-y divide-line">
        <Line term={t('previewOwn')}>
          {preview && ownRateMicros !== null ? (
            <HourlyRate hourlyRateMicros={ownRateMicros} currency={currency} className="font-medium" />
          ) : (
            wait
          )}
        </Line>
        {!stands && (
          <>
            <Line term={t('previewAll')}>
              {preview ? (
                <HourlyRate hourlyRateMicros={preview.hourlyRateMicros} currency={currency} />
              ) : (
                wait
              )}
            </Line>
            <Line term={t('previewAvailable')}>
              {preview ? <Amount amountMinor={preview.availableMinor} currency={currency} /> : wait}
            </Line>
          </>
        )}
      </dl>
      {!stands && (
        <div className="py-2.5 font-medium">
          {preview ? <TimeLeft untilMs={untilMs} now={preview.asOf} /> : wait}
        </div>
      )}
    </div>
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
