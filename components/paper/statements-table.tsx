import { useTranslations } from 'next-intl'
import type { Words } from '@/app/_i18n/words-in'
import { Amount } from '@/components/money/amount'
import { statementPath } from '@/components/shell/paths'
import { Badge } from '@/components/ui/badge'
import { type Column, Table } from '@/components/ui/table'
import { TextLink } from '@/components/ui/text-link'
import type { StatementSummary } from '@/lib/statements/list-statements'
import { monthWords } from './statement-paper'

type StatementsTableProps = { caption: string; rows: readonly StatementSummary[]; words: Words }

/** Months in which something moved, newest first, each with its way to the statement. */
export function StatementsTable({ caption, rows, words }: StatementsTableProps) {
  const t = useTranslations('paper')
  const columns: Column<StatementSummary>[] = [
    {
      id: 'month',
      header: t('month'),
      phone: 'title',
      className: 'sm:w-full',
      cell: (row) => (
        <span className="inline-flex flex-wrap items-center gap-2">
          <TextLink href={statementPath(row)} prefetch={false}>
            {monthWords(row.from, words)}
          </TextLink>
          {row.isSoFar && <Badge tone="info">{t('soFarBadge')}</Badge>}
        </span>
      ),
    },
    {
      id: 'currency',
      header: t('currency'),
      phone: 'bare',
      className: 'text-muted',
      cell: (row) => row.currency,
    },
    {
      id: 'opening',
      header: t('opening'),
      align: 'end',
      phone: 'detail',
      className: 'text-muted',
      cell: (row) => <Amount amountMinor={row.openingMinor} currency={row.currency} />,
    },
    {
      id: 'closing',
      header: t('closing'),
      align: 'end',
      phone: 'value',
      className: 'font-medium',
      cell: (row) => <Amount amountMinor={row.closingMinor} currency={row.currency} />,
    },
  ]
  return (
    <Table
      caption={caption}
      columns={columns}
      rows={rows}
      rowKey={(row) => `${row.month} ${row.currency}`}
      className="mt-3"
    />
  )
}
