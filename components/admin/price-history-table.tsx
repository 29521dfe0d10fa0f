import { useTranslations } from 'next-intl'
import { HourlyRate } from '@/components/money/hourly-rate'
import { DateTime } from '@/components/time/date-time'
import { Badge } from '@/components/ui/badge'
import { type Column, Table } from '@/components/ui/table'
import type { DatedPrice, TariffHistory } from '@/lib/billing/list-tariff-history'

type PriceHistoryTableProps = { tariff: TariffHistory; now: Date; caption: string }

/** All prices of a tariff, newest date first: to come, in force, past. */
export function PriceHistoryTable({ tariff, now, caption }: PriceHistoryTableProps) {
  const t = useTranslations('adminTariffs')
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
      cell: (price) => (price.appliesToExisting ? t('forEveryone') : t('forNew')),
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
