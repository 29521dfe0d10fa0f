import { Scale } from 'lucide-react'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { orNotFound } from '@/app/_pages/or-not-found'
import { FilterLinks } from '@/components/admin/filter-links'
import { ListPagination } from '@/components/admin/list-pagination'
import { readPageTrail } from '@/components/admin/page-trail'
import { ReceivablesTable } from '@/components/admin/receivables-table'
import { Amount } from '@/components/money/amount'
import { PATHS } from '@/components/shell/paths'
import { Card, CardBody } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { Stat, StatGroup } from '@/components/ui/stat'
import { database } from '@/db/connection'
import { requireAdmin } from '@/lib/auth/session'
import { listReceivables, sumReceivables } from '@/lib/payments/receivables/list-receivables'
import { collectReceivableAction, writeOffReceivableAction } from './actions'

const PAGE_ROWS = 25

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('adminReturns.list')
  return { title: t('title') }
}

type ReceivablesPageProps = { searchParams: Promise<Record<'page' | 'show', string | string[] | undefined>> }

export default async function AdminReceivablesPage({ searchParams }: ReceivablesPageProps) {
  await requireAdmin(PATHS.adminReceivables)
  const [t, words, payments] = await Promise.all([
    getTranslations('adminReturns.list'),
    getTranslations('adminReturns'),
    getTranslations('adminPayments'),
  ])
  const { page, show } = await searchParams
  const open = show !== 'all'
  const trail = readPageTrail(page)
  const db = database()
  const [{ rows, nextCursor }, sums] = await Promise.all([
    orNotFound(listReceivables(db, { open, limit: PAGE_ROWS, cursor: trail.cursor })),
    sumReceivables(db),
  ])
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('text')}
        back={{ href: PATHS.adminPayments, label: payments('title') }}
      />
      {sums.length > 0 && (
        <Card className="mb-5">
          <CardBody>
            <StatGroup>
              {sums.map(({ currency, dueMinor }) => (
                <Stat
                  key={currency}
                  label={words('due')}
                  value={<Amount amountMinor={dueMinor} currency={currency} />}
                />
              ))}
            </StatGroup>
          </CardBody>
        </Card>
      )}
      <FilterLinks
        label={t('filter')}
        items={[
          { href: PATHS.adminReceivables, label: t('open'), isCurrent: open },
          { href: `${PATHS.adminReceivables}?show=all`, label: t('all'), isCurrent: !open },
        ]}
      />
      <Card className="my-5">
        {rows.length === 0 ? (
          <EmptyState
            icon={<Scale />}
            title={open ? t('emptyOpen') : t('emptyAll')}
            description={t('emptyOpenText')}
          />
        ) : (
          <ReceivablesTable
            rows={rows}
            of="everyone"
            collect={collectReceivableAction}
            writeOff={writeOffReceivableAction}
          />
        )}
      </Card>
      <ListPagination
        path={PATHS.adminReceivables}
        query={{ show: open ? '' : 'all' }}
        trail={trail}
        nextCursor={nextCursor}
      />
    </>
  )
}
