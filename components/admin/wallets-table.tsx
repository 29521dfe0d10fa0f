import { useTranslations } from 'next-intl'
import { Amount } from '@/components/money/amount'
import { HourlyRate } from '@/components/money/hourly-rate'
import { DateTime } from '@/components/time/date-time'
import { type Column, Table } from '@/components/ui/table'
import type { WalletBalance } from '@/lib/ledger/wallets/read-balances'

/** A user's wallets: what is there, what runs, and when it ends. */
export function WalletsTable({ rows }: { rows: readonly WalletBalance[] }) {
  const t = useTranslations('adminUsers')
  const ofHolds = useTranslations('holds')
  const columns: Column<WalletBalance>[] = [
    {
      id: 'currency',
      header: t('currency'),
      phone: 'title',
      className: 'font-medium',
      cell: (wallet) => wallet.currency,
    },
    {
      id: 'billed',
      header: t('billedTo'),
      className: 'sm:whitespace-nowrap text-muted',
      cell: (wallet) => <DateTime value={wallet.lastHourlyBilling} format="short" />,
    },
    {
      id: 'depletes',
      header: t('lastsUntil'),
      className: 'sm:w-full text-muted',
      cell: (wallet) =>
        wallet.depletesAt ? (
          <DateTime value={wallet.depletesAt} />
        ) : (
          t(wallet.hourlyRateMicros > 0n ? 'lastsForAges' : 'nothingRuns')
        ),
    },
    {
      id: 'rate',
      header: t('rate'),
      align: 'end',
      cell: (wallet) => <HourlyRate hourlyRateMicros={wallet.hourlyRateMicros} currency={wallet.currency} />,
    },
    {
      id: 'balance',
      header: t('balance'),
      align: 'end',
      cell: (wallet) => <Amount amountMinor={wallet.balanceMinor} currency={wallet.currency} />,
    },
    ...(rows.some(({ heldMinor }) => heldMinor > 0n)
      ? [
          {
            id: 'held',
            header: ofHolds('reserved'),
            align: 'end',
            cell: (wallet) => <Amount amountMinor={wallet.heldMinor} currency={wallet.currency} />,
          } satisfies Column<WalletBalance>,
        ]
      : []),
    {
      id: 'available',
      header: t('available'),
      align: 'end',
      phone: 'value',
      className: 'font-medium',
      cell: (wallet) => <Amount amountMinor={wallet.availableMinor} currency={wallet.currency} />,
    },
  ]
  return (
    <Table
      caption={t('wallets')}
      columns={columns}
      rows={rows}
      rowKey={(wallet) => wallet.currency}
      className="mt-3"
    />
  )
}
