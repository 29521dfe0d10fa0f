import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getFormatter, getTranslations } from 'next-intl/server'
import { AddPriceDialog } from '@/components/admin/add-price-dialog'
import { PriceHistoryTable } from '@/components/admin/price-history-table'
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
import { findTariffHistory } from '@/lib/billing/list-tariff-history'
import { addTariffPriceAction, retireTariffAction } from '../actions'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('adminTariffs')
  return { title: t('tariff') }
}

export default async function AdminTariffPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  await requireAdmin(adminTariffPath(id))
  const [t, format] = await Promise.all([getTranslations('adminTariffs'), getFormatter()])
  const db = database()
  const now = await appNow(db)
  const tariff = await findTariffHistory(db, { tariffId: id, asOf: now })
  if (!tariff) notFound()
  const { name, currency, current, subscriptions, retiredAt } = tariff
  return (
    <>
      <PageHeader
        title={name}
        description={tariff.description}
        back={{ href: PATHS.adminTariffs, label: t('title') }}
        badge={retiredAt && <Badge>{t('retiredBadge')}</Badge>}
        actions={
          <>
            {!retiredAt && (
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
              subscriptions={subscriptions}
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
          <PriceHistoryTable caption={t('history')} tariff={tariff} now={now} />
        </Card>
      </div>
    </>
  )
}
