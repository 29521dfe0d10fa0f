import { useFormatter, useTranslations } from 'next-intl'
import type { Action } from '@/app/_actions/user-action'
import { HourlyRate } from '@/components/money/hourly-rate'
import { DateTime } from '@/components/time/date-time'
import { Badge } from '@/components/ui/badge'
import { type Column, Table } from '@/components/ui/table'
import type { DatedPrice, TariffHistory } from '@/lib/billing/tariffs/list-tariff-history'
import { priceProgress } from '@/lib/billing/tariffs/price-progress'
import { PriceMovement } from './price-movement'
import { priceToRestore, restoresThePriceBefore } from './price-to-restore'
import { CapWords } from './price-words'
import { TakeBackPrice } from './take-back-price'

type PriceHistoryTableProps = {
  tariff: TariffHistory
  now: Date
  caption: string
  /** Of the subscriptions that are to move, how many cannot. */
  stuck: number
  takeBack: Action
}

/** All prices of a tariff, newest date first: to come, in force, past; who pays each, and who is to move to it. */
export function PriceHistoryTable({ tariff, now, caption, stuck, takeBack }: PriceHistoryTableProps) {
  const t = useTranslations('adminTariffs')
  const format = useFormatter()
  const columns: Column<DatedPrice>[] = [
    {
      id: 'from',
      header: t('startsColumn'),
      phone: 'title',
      className: 'sm:whitespace-nowrap',
      cell: (price) => <DateTime value={price.effectiveFrom} />,
    },
    {
      id: 'state',
      header: t('state'),
      phone: 'detail',
      cell: (price) => {
        if (price.isReplaced) return <Badge>{t('replaced')}</Badge>
        if (price.effectiveFrom > now && restoresThePriceBefore(tariff, price))
          return <Badge>{t('asBefore')}</Badge>
        if (price.effectiveFrom > now) return <Badge tone="info">{t('toCome')}</Badge>
        if (price.id === tariff.current?.id) return <Badge tone="positive">{t('inForce')}</Badge>
        return <Badge>{t('past')}</Badge>
      },
    },
    {
      id: 'whom',
      header: t('forWhomColumn'),
      phone: 'detail',
      className: 'sm:w-full text-muted',
      cell: (price) => (
        <>
          {price.appliesToExisting ? t('forEveryone') : t('forNew')}
          <PriceMovement progress={priceProgress(tariff, price, now)} stuck={stuck} />
        </>
      ),
    },
    {
      id: 'payers',
      header: t('payers'),
      align: 'end',
      cell: (price) => format.number(price.subscriptions),
    },
    {
      id: 'price',
      header: t('priceColumn'),
      align: 'end',
      phone: 'value',
      className: 'font-medium',
      cell: (price) => <HourlyRate hourlyRateMicros={price.hourlyRateMicros} currency={tariff.currency} />,
    },
  ]
  const cap: Column<DatedPrice> = {
    id: 'cap',
    header: t('capColumn'),
    align: 'end',
    className: 'sm:whitespace-nowrap',
    cell: (price) => <CapWords price={price} currency={tariff.currency} />,
  }
  const acts: Column<DatedPrice> = {
    id: 'acts',
    header: <span className="sr-only">{t('takeBack')}</span>,
    align: 'end',
    phone: 'bare',
    cell: (price) => {
      const before = priceToRestore(tariff, price, now)
      return (
        before && (
          <TakeBackPrice
            action={takeBack}
            tariffId={tariff.id}
            currency={tariff.currency}
            price={{ ...price, id: price.id.toString() }}
            before={before}
            subscriptions={priceProgress(tariff, price, now).left}
          />
        )
      )
    },
  }
  // Most tariffs have no cap, and nothing to come.
  if (tariff.prices.some(({ monthlyCapHours }) => monthlyCapHours !== null)) columns.push(cap)
  if (tariff.prices.some((price) => priceToRestore(tariff, price, now))) columns.push(acts)
  return (
    <Table
      caption={caption}
      columns={columns}
      rows={tariff.prices}
      rowKey={(price) => price.id.toString()}
      className="mt-3"
    />
  )
}
