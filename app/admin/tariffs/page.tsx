import { Gauge } from 'lucide-react'
import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { listCurrencyChoices } from '@/components/account/list-currency-choices'
import { CreateTariffDialog } from '@/components/admin/create-tariff-dialog'
import { TariffsTable } from '@/components/admin/tariffs-table'
import { PATHS } from '@/components/shell/paths'
import { Card, CardHeader } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { database } from '@/db/connection'
import { appNow } from '@/db/now'
import { requireAdmin } from '@/lib/auth/session'
import { listTariffHistory } from '@/lib/billing/tariffs/list-tariff-history'
import { createTariffAction } from './actions'

/** Offered first to an installation that has no tariff yet. */
const USUAL_CURRENCIES = ['RUB', 'USD', 'EUR']

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('adminTariffs')
  return { title: t('title') }
}

export default async function AdminTariffsPage() {
  await requireAdmin(PATHS.adminTariffs)
  const [t, locale] = await Promise.all([getTranslations('adminTariffs'), getLocale()])
  const db = database()
  const now = await appNow(db)
  const tariffs = await listTariffHistory(db, { asOf: now })
  const offered = tariffs.filter(({ retiredAt }) => retiredAt === null)
  const retired = tariffs.filter(({ retiredAt }) => retiredAt !== null)
  const likely = [...offered.map(({ currency }) => currency), ...USUAL_CURRENCIES]
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('text')}
        actions={
          <CreateTariffDialog action={createTariffAction} currencies={listCurrencyChoices(likely, locale)} />
        }
      />
      <Card>
        {offered.length === 0 ? (
          <EmptyState icon={<Gauge />} title={t('emptyTitle')} description={t('emptyText')} />
        ) : (
          <TariffsTable caption={t('title')} rows={offered} now={now} />
        )}
      </Card>
      {retired.length > 0 && (
        <Card aria-labelledby="retired" className="mt-6">
          <CardHeader
            id="retired"
            title={t('retiredTitle')}
            description={t('retiredText')}
            className="pb-3"
          />
          <TariffsTable caption={t('retiredTitle')} rows={retired} now={now} />
        </Card>
      )}
    </>
  )
}
