import { useLocale, useTranslations } from 'next-intl'
import { Amount } from '@/components/money/amount'
import { currencyName } from '@/components/money/currency-name'
import { HourlyRate } from '@/components/money/hourly-rate'
import { type Column, Table } from '@/components/ui/table'
import type { WalletSum } from '@/lib/ledger/wallets/sum-wallets'

type CurrencyRow = WalletSum & {
  /** Minor units of usage billed in the last 24 hours. */
  billedMinor: bigint
}

/** Money in the system, a line for each currency: what users hold, what runs, what was billed of late. */
export function CurrencyTable({ rows, caption }: { rows: readonly CurrencyRow[]; caption: string }) {
  const t = useTranslations('adminOverview')
  const locale = useLocale()
  const columns: Column<CurrencyRow>[] = [
    {
      id: 'currency',
      header: t('currency'),
      phone: 'title',
      className: 'font-medium',
      cell: (row) => (
        <>
          {row.currency} <span className="font-normal text-subtle">{currencyName(row.currency, locale)}</span>
        </>
      ),
    },
    {
      id: 'wallets',
      header: t('wallets'),
      align: 'end',
      cell: (row) => t('walletsRunning', { wallets: row.wallets, running: row.running }),
    },
    {
      id: 'rate',
      header: t('rate'),
      align: 'end',
      cell: (row) => <HourlyRate hourlyRateMicros={row.hourlyRateMicros} currency={row.currency} />,
    },
    {
      id: 'billed',
      header: t('billed'),
      align: 'end',
      cell: (row) => <Amount amountMinor={row.billedMinor} currency={row.currency} />,
    },
    {
      id: 'balances',
      header: t('balances'),
      align: 'end',
      phone: 'value',
      className: 'font-medium',
      cell: (row) => <Amount amountMinor={row.balanceMinor} currency={row.currency} />,
    },
  ]
  return (
    <Table caption={caption} columns={columns} rows={rows} rowKey={(row) => row.currency} className="mt-3" />
  )
}
