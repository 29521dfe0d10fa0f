import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { orNotFound } from '@/app/_pages/or-not-found'
import { RefreshEvery } from '@/components/account/refresh-every'
import { ResumeSwitch } from '@/components/account/resume-switch'
import { SubscriptionActions } from '@/components/account/subscription-actions'
import { SubscriptionBadge } from '@/components/account/subscription-badge'
import { SubscriptionCap } from '@/components/account/subscription-cap'
import { SubscriptionFigures } from '@/components/account/subscription-figures'
import { SubscriptionHistory } from '@/components/account/subscription-history'
import { SubscriptionStandstill } from '@/components/account/subscription-standstill'
import { PATHS, subscriptionPath } from '@/components/shell/paths'
import { Card, CardBody, CardFooter, CardHeader } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { Pagination } from '@/components/ui/pagination'
import { database } from '@/db/connection'
import { appNow } from '@/db/now'
import { requireUser } from '@/lib/auth/session'
import { listSubscriptionChanges } from '@/lib/billing/subscriptions/list-subscription-changes'
import { readSubscription } from '@/lib/billing/subscriptions/subscription'
import { listTariffs } from '@/lib/billing/tariffs/tariff'
import { pathId } from '@/lib/http/path-id'

const PAGE_ROWS = 20
const REFRESH_SECONDS = 60

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('subscriptions'))('title') }
}

type SubscriptionPageProps = {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<'cursor', string | string[] | undefined>>
}

export default async function SubscriptionPage({ params, searchParams }: SubscriptionPageProps) {
  const { id } = await params
  const { userId } = await requireUser(subscriptionPath(id))
  const { cursor } = await searchParams
  const db = database()
  const now = await appNow(db)
  const t = await getTranslations('subscriptions')
  const readThis = async () => readSubscription(db, { userId, subscriptionId: pathId({ id }), asOf: now })
  const subscription = await orNotFound(readThis())
  const place = typeof cursor === 'string' ? cursor : undefined
  const [{ rows, nextCursor }, tariffs] = await Promise.all([
    orNotFound(
      listSubscriptionChanges(db, { subscriptionId: subscription.id, limit: PAGE_ROWS, cursor: place }),
    ),
    listTariffs(db, { asOf: now }),
  ])
  const { name, tariffName, status, currency } = subscription
  const isStopped = status === 'canceled'
  const path = subscriptionPath(subscription.id)
  return (
    <>
      <PageHeader
        title={name || tariffName}
        description={name === '' ? undefined : tariffName}
        badge={<SubscriptionBadge subscription={subscription} />}
        back={{ href: isStopped ? PATHS.stoppedSubscriptions : PATHS.subscriptions, label: t('title') }}
        actions={
          !isStopped && <SubscriptionActions subscription={subscription} tariffs={tariffs} withoutResume />
        }
      />
      <div className="flex flex-col gap-5 sm:gap-6">
        <SubscriptionStandstill subscription={subscription} />
        <SubscriptionFigures subscription={subscription} now={now} />
        {subscription.monthlyCapHours !== null && !isStopped && (
          <SubscriptionCap
            subscription={{ ...subscription, monthlyCapHours: subscription.monthlyCapHours }}
          />
        )}
        {!isStopped && (
          <Card>
            <CardBody>
              <ResumeSwitch subscriptionId={subscription.id} resumesOnTopUp={subscription.resumesOnTopUp} />
            </CardBody>
          </Card>
        )}
        <Card aria-labelledby="history">
          <CardHeader id="history" title={t('history')} />
          <SubscriptionHistory rows={rows} currency={currency} />
          {(nextCursor !== null || place !== undefined) && (
            <CardFooter className="block">
              <Pagination
                newestHref={place === undefined ? undefined : path}
                olderHref={nextCursor === null ? undefined : `${path}?cursor=${nextCursor}`}
              />
            </CardFooter>
          )}
        </Card>
      </div>
      {!isStopped && <RefreshEvery seconds={REFRESH_SECONDS} />}
    </>
  )
}
