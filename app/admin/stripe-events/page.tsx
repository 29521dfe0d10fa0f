import { Inbox } from 'lucide-react'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { orNotFound } from '@/app/_pages/or-not-found'
import { FilterLinks } from '@/components/admin/filter-links'
import { ListPagination } from '@/components/admin/list-pagination'
import { readPageTrail } from '@/components/admin/page-trail'
import { StripeEventsTable } from '@/components/admin/stripe-events-table'
import { PATHS } from '@/components/shell/paths'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { database } from '@/db/connection'
import { requireAdmin } from '@/lib/auth/session'
import { listStripeEvents } from '@/lib/payments/inbox/list-stripe-events'
import { retryStripeEventAction } from './actions'

const PAGE_ROWS = 25
const FILTERS = ['failed', 'open', 'all'] as const

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('adminStripeEvents')
  return { title: t('title') }
}

type EventsPageProps = { searchParams: Promise<Record<'page' | 'show', string | string[] | undefined>> }

export default async function StripeEventsPage({ searchParams }: EventsPageProps) {
  await requireAdmin(PATHS.adminStripeEvents)
  const [t, { page, show }] = await Promise.all([getTranslations('adminStripeEvents'), searchParams])
  const filter = FILTERS.find((one) => one === show) ?? 'failed'
  const trail = readPageTrail(page)
  const { rows, nextCursor } = await orNotFound(
    listStripeEvents(database(), { filter, limit: PAGE_ROWS, cursor: trail.cursor }),
  )
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('text')}
        back={{ href: PATHS.adminPayments, label: t('back') }}
      />
      <FilterLinks
        label={t('filter')}
        items={FILTERS.map((one) => ({
          href: one === 'failed' ? PATHS.adminStripeEvents : `${PATHS.adminStripeEvents}?show=${one}`,
          label: t(`filters.${one}`),
          isCurrent: one === filter,
        }))}
      />
      <Card className="my-5">
        {rows.length === 0 ? (
          <EmptyState icon={<Inbox />} title={t(`empty.${filter}`)} description={t('emptyText')} />
        ) : (
          <StripeEventsTable rows={rows} retry={retryStripeEventAction} />
        )}
      </Card>
      <ListPagination
        path={PATHS.adminStripeEvents}
        query={{ show: filter === 'failed' ? '' : filter }}
        trail={trail}
        nextCursor={nextCursor}
      />
    </>
  )
}
