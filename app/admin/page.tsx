import type { Metadata } from 'next'
import { getFormatter, getTranslations } from 'next-intl/server'
import { BillingCallout } from '@/components/admin/billing-callout'
import { CurrencyTable } from '@/components/admin/currency-table'
import { FollowRun } from '@/components/admin/follow-run'
import { LatestRunCard } from '@/components/admin/latest-run-card'
import { PaymentsCallout } from '@/components/admin/payments-callout'
import { ReceivablesCallout } from '@/components/admin/receivables-callout'
import { DailyAmounts } from '@/components/money/daily-amounts'
import { PATHS } from '@/components/shell/paths'
import { DateTime } from '@/components/time/date-time'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { Stat, StatGroup } from '@/components/ui/stat'
import { TextLink } from '@/components/ui/text-link'
import { database } from '@/db/connection'
import { appNow } from '@/db/now'
import { requireAdmin } from '@/lib/auth/session'
import { listDailyUsage } from '@/lib/billing/runs/list-daily-usage'
import { readBillingState } from '@/lib/billing/runs/read-billing-state'
import { sumWallets } from '@/lib/ledger/wallets/sum-wallets'
import { countOpenPayments } from '@/lib/payments/count-open-payments'
import { countReceivables } from '@/lib/payments/receivables/list-receivables'
import { countUsers } from '@/lib/users/count-users'

/** Of which the overview shows what was billed day by day. */
const DAYS = 14

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('adminOverview')
  return { title: t('title') }
}

export default async function AdminOverviewPage() {
  await requireAdmin(PATHS.admin)
  const [t, format] = await Promise.all([getTranslations('adminOverview'), getFormatter()])
  const db = database()
  const now = await appNow(db)
  const [users, wallets, payments, billing, daily, owed] = await Promise.all([
    countUsers(db),
    sumWallets(db),
    countOpenPayments(db),
    readBillingState(db, { asOf: now }),
    listDailyUsage(db, { asOf: now, days: DAYS }),
    countReceivables(db),
  ])
  const billedOf = new Map(billing.lastDay.map(({ currency, amountMinor }) => [currency, amountMinor]))
  const running = wallets.reduce((sum, wallet) => sum + wallet.running, 0)
  return (
    <>
      <PageHeader title={t('title')} description={<DateTime value={now} />} />
      <div className="flex flex-col gap-5 sm:gap-6">
        <PaymentsCallout quarantined={payments.quarantined} />
        <ReceivablesCallout open={owed} />
        <BillingCallout state={billing} linked />
        <Card>
          <CardBody>
            <StatGroup className="sm:justify-between sm:gap-x-8">
              <Stat
                label={<TextLink href={PATHS.adminUsers}>{t('users')}</TextLink>}
                value={format.number(users.total)}
                hint={t('blocked', { count: users.blocked })}
              />
              <Stat label={t('running')} value={format.number(running)} hint={t('runningHint')} />
              <Stat
                label={<TextLink href={`${PATHS.adminPayments}?show=pending`}>{t('pending')}</TextLink>}
                value={format.number(payments.pending)}
                hint={t('pendingHint')}
              />
              <Stat
                label={
                  <TextLink href={`${PATHS.adminPayments}?show=quarantined`}>{t('quarantined')}</TextLink>
                }
                value={format.number(payments.quarantined)}
                hint={t('quarantinedHint')}
              />
            </StatGroup>
          </CardBody>
        </Card>
        <Card aria-labelledby="money">
          <CardHeader id="money" title={t('money')} />
          {wallets.length === 0 ? (
            <EmptyState className="py-10" title={t('noWallets')} description={t('noWalletsText')} />
          ) : (
            <CurrencyTable
              caption={t('money')}
              rows={wallets.map((wallet) => ({
                ...wallet,
                billedMinor: billedOf.get(wallet.currency) ?? 0n,
              }))}
            />
          )}
          {daily.size > 0 && (
            <div className="grid gap-x-10 gap-y-6 border-t border-line p-4 sm:p-6 lg:grid-cols-2">
              {wallets.map(({ currency }) => (
                <DailyAmounts
                  key={currency}
                  days={daily.get(currency) ?? []}
                  currency={currency}
                  title={t('billedIn', { days: DAYS })}
                />
              ))}
            </div>
          )}
        </Card>
        <LatestRunCard run={billing.latest} />
        <FollowRun runs={billing.latest ? [billing.latest] : []} />
      </div>
    </>
  )
}
