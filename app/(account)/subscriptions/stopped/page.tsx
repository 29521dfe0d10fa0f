import { History } from 'lucide-react'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { StoppedSubscriptions } from '@/components/account/stopped-subscriptions'
import { SubscriptionTabs } from '@/components/account/subscription-tabs'
import { PATHS } from '@/components/shell/paths'
import { Card, CardFooter, CardHeader } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Pagination } from '@/components/ui/pagination'
import { database } from '@/db/connection'
import { appNow } from '@/db/now'
import { requireUser } from '@/lib/auth/session'
import { listSubscriptions } from '@/lib/billing/subscriptions/list-subscriptions'
import { type CursorParams, readIdCursor } from '../read-id-cursor'

const PAGE_ROWS = 25

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('subscriptions'))('stopped') }
}

export default async function StoppedSubscriptionsPage({ searchParams }: CursorParams) {
  const { userId } = await requireUser(PATHS.stoppedSubscriptions)
  const t = await getTranslations('subscriptions')
  const db = database()
  const cursor = readIdCursor(await searchParams)
  const query = { userId, asOf: await appNow(db), limit: PAGE_ROWS, cursor, only: 'stopped' } as const
  const { rows, nextCursor } = await listSubscriptions(db, query)
  const isPaged = nextCursor !== null || cursor !== undefined
  return (
    <>
      <SubscriptionTabs />
      <Card aria-labelledby="stopped">
        {rows.length === 0 ? (
          <EmptyState icon={<History />} title={t('emptyStopped')} description={t('emptyStoppedText')} />
        ) : (
          <>
            <CardHeader id="stopped" title={t('stopped')} description={t('stoppedText')} />
            <StoppedSubscriptions rows={rows} />
          </>
        )}
        {isPaged && (
          <CardFooter className="block">
            <Pagination
              newestHref={cursor === undefined ? undefined : PATHS.stoppedSubscriptions}
              olderHref={
                nextCursor === null ? undefined : `${PATHS.stoppedSubscriptions}?cursor=${nextCursor}`
              }
            />
          </CardFooter>
        )}
      </Card>
    </>
  )
}
