import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { AutoTopUpLine } from '@/components/cards/auto-top-up-line'
import { Amount } from '@/components/money/amount'
import { currencyName } from '@/components/money/currency-name'
import { HourlyRate } from '@/components/money/hourly-rate'
import { topUpPath } from '@/components/shell/paths'
import { DateTime } from '@/components/time/date-time'
import { BEYOND_DATES_MS, TimeLeft } from '@/components/time/time-left'
import { Card, CardBody } from '@/components/ui/card'
import { cn } from '@/components/ui/cn'
import { LinkButton } from '@/components/ui/link-button'
import { Stat, StatGroup } from '@/components/ui/stat'
import type { WalletOutlook } from '@/lib/billing/running-dry/wallet-outlook'
import type { WalletBalance } from '@/lib/ledger/wallets/read-balances'
import type { AutoTopUpStanding } from '@/lib/payments/auto-top-up/read-standing'
import { OutlookBadge } from './outlook-badge'
import { OutlookCallout } from './outlook-callout'

type WalletCardProps = {
  wallet: WalletBalance
  outlook: WalletOutlook
  now: Date
  /** Whether another price comes into force before the money ends at those of now. */
  changesPrice: boolean
  /** Offers a top-up in its currency; left out where the page's own button does. */
  offersTopUp: boolean
  /** What it spent lately. */
  spending?: ReactNode
  /** How it tops itself up, if it does. */
  autoTopUp?: AutoTopUpStanding | undefined
}

/** One wallet: what can be spent, until when it lasts, what it costs an hour. */
export function WalletCard(props: WalletCardProps) {
  const { wallet, outlook, now, changesPrice, offersTopUp, spending, autoTopUp } = props
  const t = useTranslations('balance')
  const ofHolds = useTranslations('holds')
  const locale = useLocale()
  const { currency } = wallet
  const untilMs = outlook === 'idle' ? null : (wallet.depletesAt?.getTime() ?? BEYOND_DATES_MS)
  const left = () => <TimeLeft untilMs={untilMs} now={now} />
  const isHeld = wallet.heldMinor > 0n
  const titleId = `wallet-${currency}`
  return (
    <Card aria-labelledby={titleId} className="@container flex flex-col">
      <CardBody className="flex flex-1 flex-col gap-5">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <h2 id={titleId} className="text-sm text-muted">
            {currencyName(currency, locale)}
          </h2>
          <OutlookBadge outlook={outlook} />
        </div>
        <div className="grid gap-5 @2xl:grid-cols-[minmax(0,1fr)_minmax(0,24rem)] @2xl:items-end @2xl:gap-10">
          <div className="flex flex-col gap-4 sm:flex-row sm:items-end sm:justify-between">
            <div className="min-w-0">
              <p className="text-[0.8125rem] text-muted">{t('available')}</p>
              <Amount
                amountMinor={wallet.availableMinor}
                currency={currency}
                className="mt-0.5 block text-[2rem]/10 font-semibold tracking-[-0.03em] sm:text-[2.5rem]/12"
              />
              <p className="mt-1 text-sm text-muted">
                {outlook === 'ended'
                  ? t('endedHint')
                  : changesPrice
                    ? t.rich('atPricesNow', { left })
                    : left()}
              </p>
              {autoTopUp && <AutoTopUpLine rule={autoTopUp.rule} />}
            </div>
            {offersTopUp && outlook !== 'ended' && outlook !== 'ending' && (
              <LinkButton href={topUpPath({ currency })} variant="secondary" className="max-sm:w-full">
                {t('topUpIn', { currency })}
              </LinkButton>
            )}
          </div>
          {spending}
        </div>
        <OutlookCallout outlook={outlook} currency={currency} isHeld={isHeld} />
        <StatGroup className="mt-auto border-t border-line pt-5">
          <SmallStat
            label={t('balance')}
            value={<Amount amountMinor={wallet.balanceMinor} currency={currency} />}
          />
          {isHeld && (
            <SmallStat
              label={ofHolds('reserved')}
              value={<Amount amountMinor={wallet.heldMinor} currency={currency} />}
            />
          )}
          <SmallStat
            label={t('hourlyRate')}
            value={<HourlyRate hourlyRateMicros={wallet.hourlyRateMicros} currency={currency} />}
          />
          <Stat
            className={cn(!isHeld && 'max-sm:col-span-2')}
            label={t('billedUpTo')}
            value={
              <DateTime
                value={wallet.lastHourlyBilling}
                className="text-[0.9375rem]/7 font-medium tracking-normal"
              />
            }
          />
        </StatGroup>
      </CardBody>
    </Card>
  )
}

function SmallStat({ label, value }: { label: string; value: ReactNode }) {
  return (
    <Stat
      label={label}
      value={<span className="text-[0.9375rem]/7 font-medium tracking-normal">{value}</span>}
    />
  )
}
