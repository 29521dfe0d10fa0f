import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Amount } from '@/components/money/amount'
import { HourlyRate } from '@/components/money/hourly-rate'
import { Card } from '@/components/ui/card'
import { Section } from './section'

/** One charge worked out line by line: 727 345 ms × 15 000 kopecks/h ÷ 3 600 000 ms = 3 030.604 kopecks. */
export function PriceExample() {
  const t = useTranslations('site.price')
  return (
    <Section id="price" title={t('title')} lead={t('lead')}>
      <div className="grid items-start gap-10 lg:grid-cols-[1.15fr_1fr] lg:gap-16">
        <Card className="overflow-hidden">
          <dl className="divide-y divide-line text-[0.9375rem] tabular-nums">
            <Line term={t('ran')} detail={t('ranValue')} />
            <Line term={t('elapsed')} detail={t('elapsedValue')} />
            <Line term={t('rate')} detail={<HourlyRate value="150.00" currency="RUB" />} />
            <Line term={t('owed')} detail={t('owedValue')} />
            <Line
              term={<span className="font-semibold text-ink">{t('charged')}</span>}
              detail={<Amount value="30.30" currency="RUB" className="text-lg font-semibold" />}
            />
            <Line
              term={t('carried')}
              detail={<span className="text-accent">{t('carriedValue')}</span>}
              sunken
            />
          </dl>
        </Card>
        <div className="flex flex-col gap-7">
          {(['exact', 'fine', 'change'] as const).map((key) => (
            <div key={key}>
              <h3 className="text-base font-semibold tracking-[-0.01em]">{t(`${key}.title`)}</h3>
              <p className="mt-1.5 text-sm/6 text-muted">{t(`${key}.text`)}</p>
            </div>
          ))}
        </div>
      </div>
    </Section>
  )
}

function Line({ term, detail, sunken }: { term: ReactNode; detail: ReactNode; sunken?: boolean }) {
  return (
    <div
      className={`flex flex-wrap items-baseline justify-between gap-x-6 gap-y-0.5 px-5 py-3.5 sm:px-6 ${sunken ? 'bg-sunken/60' : ''}`}
    >
      <dt className="text-sm text-muted">{term}</dt>
      <dd className="text-right">{detail}</dd>
    </div>
  )
}
