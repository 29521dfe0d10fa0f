import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { RefreshEvery } from '@/components/account/refresh-every'
import { SubscriptionList } from '@/components/account/subscription-list'
import { SubscriptionTabs } from '@/components/account/subscription-tabs'
import { PATHS } from '@/components/shell/paths'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { Pagination } from '@/components/ui/pagination'
import { database } from '@/db/connection'
import { appNow } from '@/db/now'
import { requireUser } from '@/lib/auth/session'
import { listSubscriptions } from '@/lib/billing/subscriptions/list-subscriptions'
import { listTariffs } from '@/lib/billing/tariffs/tariff'
import { type CursorParams, readIdCursor } from './read-id-cursor'

const PAGE_ROWS = 50
const REFRESH_SECONDS = 60

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('subscriptions'))('title') }
}

export default async function SubscriptionsPage({ searchParams }: CursorParams) {
  const { userId } = await requireUser(PATHS.subscriptions)
  const t = await getTranslations('balance.running')
  const db = database()
  const asOf = await appNow(db)
  const cursor = readIdCursor(await searchParams)
  const [{ rows, nextCursor }, tariffs] = await Promise.all([
    listSubscriptions(db, { userId, asOf, limit: PAGE_ROWS, cursor, only: 'live' }),
    listTariffs(db, { asOf }),
  ])
  return (
    <>
      <SubscriptionTabs />
      {rows.length === 0 ? (
        <Card>
          <EmptyState
            title={t('emptyTitle')}
            description={t('emptyText')}
            action={<LinkButton href={PATHS.tariffs}>{t('choose')}</LinkButton>}
          />
        </Card>
      ) : (
        <SubscriptionList subscriptions={rows} tariffs={tariffs} now={asOf} />
      )}
      <div className="mt-5">
        <Pagination
          newestHref={cursor === undefined ? undefined : PATHS.subscriptions}
          olderHref={nextCursor === null ? undefined : `${PATHS.subscriptions}?cursor=${nextCursor}`}
        />
      </div>
      {rows.length > 0 && <RefreshEvery seconds={REFRESH_SECONDS} />}
    </>
  )
}
