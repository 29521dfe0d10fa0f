import { useFormatter, useTranslations } from 'next-intl'
import { HourlyRate } from '@/components/money/hourly-rate'
import { adminTariffPath } from '@/components/shell/paths'
import { DateTime } from '@/components/time/date-time'
import { Badge } from '@/components/ui/badge'
import { type Column, Table } from '@/components/ui/table'
import type { TariffHistory } from '@/lib/billing/tariffs/list-tariff-history'
import { nextPriceOf } from './next-price-of'

type TariffsTableProps = { rows: readonly TariffHistory[]; caption: string; now: Date }

/** Tariffs with the price in force, the one to come, and how many subscribe. */
export function TariffsTable({ rows, caption, now }: TariffsTableProps) {
  const t = useTranslations('adminTariffs')
  const format = useFormatter()
  const columns: Column<TariffHistory>[] = [
    {
      id: 'name',
      header: t('name'),
      phone: 'title',
      className: 'font-medium sm:whitespace-nowrap',
      cell: (row) => row.name,
    },
    {
      id: 'description',
      header: t('description'),
      phone: 'bare',
      className: 'sm:w-full text-muted',
      cell: (row) => row.description,
    },
    {
      id: 'subscriptions',
      header: t('subscriptions'),
      align: 'end',
      cell: (row) => format.number(row.subscriptions),
    },
    {
      id: 'price',
      header: t('price'),
      align: 'end',
      phone: 'value',
      className: 'font-medium',
      cell: (row) =>
        row.current ? (
          <HourlyRate hourlyRateMicros={row.current.hourlyRateMicros} currency={row.currency} />
        ) : (
          <Badge>{t('noPriceYet')}</Badge>
        ),
    },
  ]
  const upcoming: Column<TariffHistory> = {
    id: 'upcoming',
    header: t('upcoming'),
    phone: 'bare',
    className: 'sm:whitespace-nowrap text-[0.8125rem]/5',
    cell: (row) => {
      const next = nextPriceOf(row, now)
      return (
        next && (
          <>
            <HourlyRate hourlyRateMicros={next.hourlyRateMicros} currency={row.currency} />{' '}
            <span className="text-subtle sm:block">
              {t('from')} <DateTime value={next.effectiveFrom} format="short" />
            </span>
          </>
        )
      )
    },
  }
  // Most price lists have nothing to come.
  if (rows.some((row) => nextPriceOf(row, now))) columns.splice(2, 0, upcoming)
  return (
    <Table
      caption={caption}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => adminTariffPath(row.id)}
    />
  )
}
