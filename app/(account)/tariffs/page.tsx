import { Gauge } from 'lucide-react'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { OutlookCallout } from '@/components/account/outlook-callout'
import { RefreshEvery } from '@/components/account/refresh-every'
import { SubscriptionList } from '@/components/account/subscription-list'
import { TariffList } from '@/components/account/tariff-list'
import { PATHS } from '@/components/shell/paths'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { database } from '@/db/connection'
import { appNow } from '@/db/now'
import { requireUser } from '@/lib/auth/session'
import { walletOutlook } from '@/lib/billing/running-dry/wallet-outlook'
import { listSubscriptions } from '@/lib/billing/subscriptions/list-subscriptions'
import { listTariffs, type Tariff } from '@/lib/billing/tariffs/tariff'
import { listUpcomingTariffPrices } from '@/lib/billing/tariffs/upcoming-price'
import { env } from '@/lib/env'
import { readBalances } from '@/lib/ledger/wallets/read-balances'

const MOST_SUBSCRIPTIONS = 100
const REFRESH_SECONDS = 60

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('tariffs'))('title') }
}

export default async function TariffsPage() {
  const { userId } = await requireUser(PATHS.tariffs)
  const t = await getTranslations('tariffs')
  const db = database()
  const now = await appNow(db)
  const [tariffs, upcoming, { rows: live }, wallets] = await Promise.all([
    listTariffs(db, { asOf: now }),
    listUpcomingTariffPrices(db, { asOf: now }),
    listSubscriptions(db, { userId, asOf: now, limit: MOST_SUBSCRIPTIONS, only: 'live' }),
    readBalances(db, { userId, asOf: now }),
  ])
  const owned = wallets.map(({ currency }) => currency)
  return (
    <>
      <PageHeader title={t('title')} description={t('lead')} />
      <div className="flex flex-col gap-5 sm:gap-6">
        {live.length > 0 && (
          <div className="flex flex-col gap-5 sm:gap-6">
            {wallets.map((wallet) => (
              <OutlookCallout
                key={wallet.currency}
                currency={wallet.currency}
                isHeld={wallet.heldMinor > 0n}
                outlook={walletOutlook(wallet, live, now, env().LOW_BALANCE_HOURS)}
              />
            ))}
            <SubscriptionList subscriptions={live} tariffs={tariffs} now={now} leadsToAll />
          </div>
        )}
        {tariffs.length === 0 && (
          <Card>
            <EmptyState icon={<Gauge />} title={t('empty')} description={t('emptyText')} />
          </Card>
        )}
        {byCurrency(tariffs, owned).map(([currency, priced]) => (
          <TariffList key={currency} currency={currency} tariffs={priced} upcoming={upcoming} now={now} />
        ))}
      </div>
      {live.length > 0 && <RefreshEvery seconds={REFRESH_SECONDS} />}
    </>
  )
}

/** The price lists, those of the user's own wallets first. */
function byCurrency(tariffs: Tariff[], owned: string[]): [string, Tariff[]][] {
  const lists = new Map<string, Tariff[]>()
  for (const tariff of tariffs) lists.set(tariff.currency, [...(lists.get(tariff.currency) ?? []), tariff])
  const rank = (currency: string) => (owned.includes(currency) ? 0 : 1)
  return [...lists].sort(([a], [b]) => rank(a) - rank(b))
}
