import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getFormatter, getTranslations } from 'next-intl/server'
import { orNotFound } from '@/app/_pages/or-not-found'
import { RefreshEvery } from '@/components/account/refresh-every'
import { AddPriceDialog } from '@/components/admin/add-price-dialog'
import { BringBackTariffButton } from '@/components/admin/bring-back-tariff-button'
import { LeftSubscribersTable } from '@/components/admin/left-subscribers-table'
import { ListPagination } from '@/components/admin/list-pagination'
import { MoveNowButton } from '@/components/admin/move-now-button'
import { readPageTrail } from '@/components/admin/page-trail'
import { PriceHistoryTable } from '@/components/admin/price-history-table'
import { CapLine } from '@/components/admin/price-words'
import { RetireTariffButton } from '@/components/admin/retire-tariff-button'
import { HourlyRate } from '@/components/money/hourly-rate'
import { adminTariffPath, PATHS } from '@/components/shell/paths'
import { DateTime } from '@/components/time/date-time'
import { Badge } from '@/components/ui/badge'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { Stat, StatGroup } from '@/components/ui/stat'
import { database } from '@/db/connection'
import { appNow } from '@/db/now'
import { requireAdmin } from '@/lib/auth/session'
import { countStuckSubscribers, listLeftSubscribers } from '@/lib/billing/tariffs/list-left-subscribers'
import { findTariffHistory } from '@/lib/billing/tariffs/list-tariff-history'
import { dueForExisting, movableSubscriptions, priceProgress } from '@/lib/billing/tariffs/price-progress'
import {
  addTariffPriceAction,
  applyPricesAction,
  bringBackTariffAction,
  retireTariffAction,
  takeBackPriceAction,
} from '../actions'

const LEFT_ROWS = 10

/** While subscribers are being moved. */
const REFRESH_SECONDS = 2

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('adminTariffs')
  return { title: t('tariff') }
}

type TariffPageProps = {
  params: Promise<{ id: string }>
  searchParams: Promise<{ page?: string | string[] }>
}

export default async function AdminTariffPage({ params, searchParams }: TariffPageProps) {
  const { id } = await params
  await requireAdmin(adminTariffPath(id))
  const [t, format] = await Promise.all([getTranslations('adminTariffs'), getFormatter()])
  const db = database()
  const now = await appNow(db)
  const tariff = await findTariffHistory(db, { tariffId: id, asOf: now })
  if (!tariff) notFound()
  const { name, currency, current, subscriptions, retiredAt } = tariff
  const due = dueForExisting(tariff, now)
  const left = due ? priceProgress(tariff, due, now).left : 0
  const trail = readPageTrail((await searchParams).page)
  const query = { tariffId: id, asOf: now, limit: LEFT_ROWS, cursor: trail.cursor }
  const [waiting, stuck] =
    left === 0
      ? [null, 0]
      : await Promise.all([orNotFound(listLeftSubscribers(db, query)), countStuckSubscribers(db, query)])
  return (
    <>
      <PageHeader
        title={name}
        description={tariff.description}
        back={{ href: PATHS.adminTariffs, label: t('title') }}
        badge={retiredAt && <Badge>{t('retiredBadge')}</Badge>}
        actions={
          <>
            {retiredAt ? (
              <BringBackTariffButton
                action={bringBackTariffAction}
                tariffId={id}
                name={name}
                currency={currency}
                current={current}
                subscriptions={subscriptions}
              />
            ) : (
              <RetireTariffButton
                action={retireTariffAction}
                tariffId={id}
                name={name}
                subscriptions={subscriptions}
              />
            )}
            <AddPriceDialog
              action={addTariffPriceAction}
              tariffId={id}
              currency={currency}
              current={current}
              movable={movableSubscriptions(tariff)}
              now={now.toISOString()}
            />
          </>
        }
      />
      <div className="flex flex-col gap-5 sm:gap-6">
        <Card>
          <CardBody>
            <StatGroup>
              <Stat
                label={t('price')}
                value={
                  current ? (
                    <HourlyRate hourlyRateMicros={current.hourlyRateMicros} currency={currency} />
                  ) : (
                    t('noPriceYet')
                  )
                }
                hint={current && <CapLine price={current} currency={currency} />}
              />
              <Stat label={t('subscriptions')} value={format.number(subscriptions)} />
              {retiredAt && (
                <Stat label={t('retiredAt')} value={<DateTime value={retiredAt} format="day" />} />
              )}
            </StatGroup>
          </CardBody>
        </Card>
        <Card aria-labelledby="prices">
          <CardHeader id="prices" title={t('history')} description={t('historyText')} />
          <PriceHistoryTable
            caption={t('history')}
            tariff={tariff}
            now={now}
            stuck={stuck}
            takeBack={takeBackPriceAction}
          />
        </Card>
        {waiting && (
          <Card aria-labelledby="left">
            <CardHeader
              id="left"
              title={t('leftTitle')}
              description={t('leftText')}
              action={<MoveNowButton action={applyPricesAction} />}
            />
            <LeftSubscribersTable rows={waiting.rows} tariff={tariff} />
          </Card>
        )}
        {waiting && (
          <ListPagination path={adminTariffPath(id)} trail={trail} nextCursor={waiting.nextCursor} />
        )}
      </div>
      {left > stuck && <RefreshEvery seconds={REFRESH_SECONDS} />}
    </>
  )
}
