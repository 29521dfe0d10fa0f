import { useTranslations } from 'next-intl'
import { adminUserPath } from '@/components/shell/paths'
import { type Column, Table } from '@/components/ui/table'
import { TextLink } from '@/components/ui/text-link'
import type { FoundViolation } from '@/lib/proof/list-violations'

/** What a verification found: the rule in plain words, whose wallet it is, and what support wants to know. */
export function ViolationsTable({ rows }: { rows: readonly FoundViolation[] }) {
  const t = useTranslations('adminProof')
  const numbered = rows.map((row, index) => ({ ...row, index }))
  const columns: Column<(typeof numbered)[number]>[] = [
    {
      id: 'rule',
      header: t('rule'),
      phone: 'bare',
      className: 'font-medium sm:min-w-56',
      cell: (row) => t(`invariants.${row.invariant}`),
    },
    {
      id: 'subject',
      header: t('subject'),
      phone: 'bare',
      className: 'break-words',
      cell: (row) =>
        row.user ? (
          <TextLink href={adminUserPath(row.user.id)}>
            {t('wallet', { email: row.user.email, currency: row.user.currency })}
          </TextLink>
        ) : (
          <span className="font-mono text-[0.8125rem]">{row.subject}</span>
        ),
    },
    {
      id: 'detail',
      header: t('detail'),
      phone: 'bare',
      className: 'font-mono text-[0.8125rem]/5 text-muted break-words sm:w-full',
      cell: (row) => (
        <span lang="en">
          {row.invariant}: {row.subject}, {row.detail}
        </span>
      ),
    },
  ]
  return (
    <Table
      caption={t('violations')}
      columns={columns}
      rows={numbered}
      rowKey={(row) => row.index.toString()}
      className="mt-3"
    />
  )
}
