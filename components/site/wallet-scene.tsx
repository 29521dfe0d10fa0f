import { useLocale, useTranslations } from 'next-intl'
import { Amount } from '@/components/money/amount'
import { HourlyRate } from '@/components/money/hourly-rate'
import { Badge } from '@/components/ui/badge'
import { DrainingAmount } from './draining-amount'
import { SandGlass } from './sand-glass'

/** A morning at 150 roubles an hour: 1,000 in at 10:00, three hours charged, the fourth running. It ends at 16:40. */
const LOG = [
  { key: '3', kind: 'usage', from: '12:00', to: '13:00', value: '-150.00', balance: '550.00' },
  { key: '2', kind: 'usage', from: '11:00', to: '12:00', value: '-150.00', balance: '700.00' },
  { key: '1', kind: 'usage', from: '10:00', to: '11:00', value: '-150.00', balance: '850.00' },
  { key: '0', kind: 'topUp', from: '10:00', to: '', value: '1000.00', balance: '1000.00' },
] as const

/** A picture of a wallet at work, made of real parts. To assistive technology it is one image with a description. */
export function WalletScene() {
  const t = useTranslations('site.scene')
  const locale = useLocale()
  return (
    <div role="img" aria-label={t('description')} className="relative isolate">
      <div
        aria-hidden="true"
        className="absolute -inset-x-10 -inset-y-12 -z-10 bg-[radial-gradient(closest-side,var(--accent-soft),transparent)]"
      />
      <div
        aria-hidden="true"
        className="mx-auto max-w-[30rem] overflow-hidden rounded-2xl border border-line bg-surface shadow-pop lg:ml-auto"
      >
        <div className="flex items-start justify-between gap-4 px-5 pt-5 sm:px-7 sm:pt-7">
          <div className="min-w-0">
            <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1.5">
              <span className="text-sm text-muted">{t('available')}</span>
              <Badge tone="positive" dot>
                {t('running')}
              </Badge>
            </div>
            <DrainingAmount locale={locale} />
            <p className="mt-3 text-[0.8125rem]/5 text-subtle tabular-nums">
              {t('runsOut', { time: '16:40:00.000' })}
            </p>
          </div>
          <SandGlass className="-mr-1 h-32 shrink-0 sm:h-36" />
        </div>
        <div className="mx-5 mt-5 flex items-center justify-between gap-3 rounded-control bg-sunken px-3.5 py-2.5 text-sm sm:mx-7">
          <span className="truncate font-medium">{t('tariff')}</span>
          <HourlyRate value="150.00" currency="RUB" className="text-muted" />
        </div>
        <div className="mt-5 border-t border-line">
          {LOG.map((row) => (
            <div
              key={row.key}
              className="flex items-baseline gap-4 border-b border-line px-5 py-2.5 text-[0.8125rem] tabular-nums last:border-0 sm:px-7"
            >
              <span className="min-w-0 flex-1 truncate">
                {row.kind === 'usage'
                  ? t('usage', { from: row.from, to: row.to })
                  : t('topUp', { at: row.from })}
              </span>
              <Amount as="movement" value={row.value} currency="RUB" className="font-medium" />
              <Amount
                value={row.balance}
                currency="RUB"
                className="w-20 text-right text-subtle max-sm:hidden"
              />
            </div>
          ))}
        </div>
      </div>
    </div>
  )
}
