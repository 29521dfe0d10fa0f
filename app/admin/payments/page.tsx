import { CreditCard } from 'lucide-react'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { orNotFound } from '@/app/_pages/or-not-found'
import { FilterLinks } from '@/components/admin/filter-links'
import { ListPagination } from '@/components/admin/list-pagination'
import { readPageTrail } from '@/components/admin/page-trail'
import { PaymentsTable } from '@/components/admin/payments-table'
import { StripeEventsCallout } from '@/components/admin/stripe-events-callout'
import { PATHS } from '@/components/shell/paths'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { PageHeader } from '@/components/ui/page-header'
import { database } from '@/db/connection'
import { requireAdmin } from '@/lib/auth/session'
import { countFailedStripeEvents } from '@/lib/payments/inbox/list-stripe-events'
import { listAllPayments } from '@/lib/payments/list-all-payments'
import { resolveQuarantineAction } from './actions'

const PAGE_ROWS = 25
const FILTERS = ['all', 'pending', 'quarantined'] as const

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('adminPayments')
  return { title: t('title') }
}

type PaymentsPageProps = { searchParams: Promise<Record<'page' | 'show', string | string[] | undefined>> }

export default async function AdminPaymentsPage({ searchParams }: PaymentsPageProps) {
  await requireAdmin(PATHS.adminPayments)
  const [t, returns, events, failedEvents, { page, show }] = await Promise.all([
    getTranslations('adminPayments'),
    getTranslations('adminReturns'),
    getTranslations('adminStripeEvents'),
    countFailedStripeEvents(database()),
    searchParams,
  ])
  const filter = FILTERS.find((one) => one === show) ?? 'all'
  const trail = readPageTrail(page)
  const { rows, nextCursor } = await orNotFound(
    listAllPayments(database(), {
      filter,
      limit: PAGE_ROWS,
      cursor: trail.cursor,
    }),
  )
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('text')}
        actions={
          <>
            <LinkButton href={PATHS.adminReceivables} variant="secondary">
              {returns('toReceivables')}
            </LinkButton>
            <LinkButton href={PATHS.adminStripeEvents} variant="secondary">
              {events('title')}
            </LinkButton>
          </>
        }
      />
      <StripeEventsCallout failed={failedEvents} />
      <FilterLinks
        label={t('filter')}
        items={FILTERS.map((one) => ({
          href: one === 'all' ? PATHS.adminPayments : `${PATHS.adminPayments}?show=${one}`,
          label: t(`filters.${one}`),
          isCurrent: one === filter,
        }))}
      />
      <Card className="my-5">
        {rows.length === 0 ? (
          <EmptyState icon={<CreditCard />} title={t(`empty.${filter}`)} />
        ) : (
          <PaymentsTable rows={rows} resolveQuarantine={resolveQuarantineAction} />
        )}
      </Card>
      <ListPagination
        path={PATHS.adminPayments}
        query={{ show: filter === 'all' ? '' : filter }}
        trail={trail}
        nextCursor={nextCursor}
      />
    </>
  )
}
