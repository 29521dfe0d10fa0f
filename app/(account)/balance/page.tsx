import { Plus } from 'lucide-react'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Suspense } from 'react'
import { FirstSteps } from '@/components/account/first-steps'
import { HoldsCard } from '@/components/account/holds-card'
import { RefreshEvery } from '@/components/account/refresh-every'
import { RunningCard } from '@/components/account/running-card'
import { TransactionsTable } from '@/components/account/transactions-table'
import { WalletCard } from '@/components/account/wallet-card'
import { StuckPayments } from '@/components/cards/stuck-payments'
import { PATHS } from '@/components/shell/paths'
import { Card, CardHeader } from '@/components/ui/card'
import { cn } from '@/components/ui/cn'
import { LinkButton } from '@/components/ui/link-button'
import { PageHeader } from '@/components/ui/page-header'
import { Skeleton } from '@/components/ui/skeleton'
import { TextLink } from '@/components/ui/text-link'
import { database } from '@/db/connection'
import { appNow } from '@/db/now'
import { requireUser } from '@/lib/auth/session'
import { walletOutlook } from '@/lib/billing/running-dry/wallet-outlook'
import { listSubscriptions } from '@/lib/billing/subscriptions/list-subscriptions'
import { comesBefore } from '@/lib/billing/tariffs/upcoming-price'
import { env } from '@/lib/env'
import { listHolds } from '@/lib/ledger/holds/list-holds'
import { listTransactions } from '@/lib/ledger/log/list-transactions'
import { readBalances } from '@/lib/ledger/wallets/read-balances'
import { readStandings } from '@/lib/payments/auto-top-up/read-standing'
import { listStuckPayments } from '@/lib/payments/automatic/automatic-payment'
import { WalletSpending } from './wallet-spending'

const LATEST = 5
const MOST_STUCK = 3
const MOST_SUBSCRIPTIONS = 50
const MOST_HOLDS = 20
const REFRESH_SECONDS = 60

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('balance'))('title') }
}

export default async function BalancePage() {
  const { userId } = await requireUser(PATHS.balance)
  const t = await getTranslations('balance')
  const db = database()
  const now = await appNow(db)
  const [wallets, { rows: live }, { rows: latest }, open, standings, stuck] = await Promise.all([
    readBalances(db, { userId, asOf: now }),
    listSubscriptions(db, { userId, asOf: now, limit: MOST_SUBSCRIPTIONS, only: 'live' }),
    listTransactions(db, { userId, limit: LATEST }),
    listHolds(db, { userId, asOf: now, limit: MOST_HOLDS, status: 'open' }),
    readStandings(db, { userId }),
    listStuckPayments(db, { userId, limit: MOST_STUCK }),
  ])
  const warnHours = env().LOW_BALANCE_HOURS
  const isNew = latest.length === 0
  const standing = wallets.map((wallet) => ({ wallet, outlook: walletOutlook(wallet, live, now, warnHours) }))
  // A wallet is opened by the first try to pay; one that never held money need not be looked at.
  const used = standing.filter(({ wallet, outlook }) => wallet.balanceMinor > 0n || outlook !== 'idle')
  const shown = used.length > 0 ? used : standing
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          !isNew && (
            <LinkButton href={PATHS.topUp}>
              <Plus aria-hidden="true" />
              {t('topUp')}
            </LinkButton>
          )
        }
      />
      {isNew ? (
        <FirstSteps />
      ) : (
        <div className="flex flex-col gap-5 sm:gap-6">
          <StuckPayments payments={stuck} />
          <div className={cn('grid gap-5 sm:gap-6', shown.length > 1 && 'items-start lg:grid-cols-2')}>
            {shown.map(({ wallet, outlook }) => (
              <WalletCard
                key={wallet.currency}
                wallet={wallet}
                outlook={outlook}
                now={now}
                changesPrice={live.some(
                  ({ currency, entitled, upcomingPrice }) =>
                    currency === wallet.currency && entitled && comesBefore(upcomingPrice, wallet.depletesAt),
                )}
                spending={
                  <Suspense fallback={outlook === 'idle' ? null : <Skeleton className="h-28" />}>
                    <WalletSpending wallet={wallet} now={now} />
                  </Suspense>
                }
                offersTopUp={shown.length > 1}
                autoTopUp={standings.find(({ rule }) => rule.walletId === wallet.walletId)}
              />
            ))}
          </div>
          <RunningCard subscriptions={live} />
          {open.rows.length > 0 && <HoldsCard holds={open.rows} hasMore={open.nextCursor !== null} />}
          <Card aria-labelledby="latest">
            <CardHeader
              id="latest"
              title={t('latest')}
              action={
                <TextLink href={PATHS.transactions} className="inline-flex min-h-8 items-center text-sm">
                  {t('allTransactions')}
                </TextLink>
              }
            />
            <TransactionsTable caption={t('latest')} rows={latest} brief />
          </Card>
        </div>
      )}
      {live.length + open.rows.length > 0 && <RefreshEvery seconds={REFRESH_SECONDS} />}
    </>
  )
}
