import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { orNotFound } from '@/app/_pages/or-not-found'
import { HoldsCard } from '@/components/account/holds-card'
import { listCurrencyChoices } from '@/components/account/list-currency-choices'
import { TransactionsTable } from '@/components/account/transactions-table'
import { AdjustmentDialog } from '@/components/admin/adjustment-dialog'
import { BonusDialog } from '@/components/admin/bonus-dialog'
import { ListPagination } from '@/components/admin/list-pagination'
import { readPageTrail } from '@/components/admin/page-trail'
import { ReceivablesTable } from '@/components/admin/receivables-table'
import { SubscriptionsTable } from '@/components/admin/subscriptions-table'
import { TableCard } from '@/components/admin/table-card'
import { UnflagUser } from '@/components/admin/unflag-user'
import { UserActs } from '@/components/admin/user-acts'
import { UserBadges } from '@/components/admin/user-badges'
import { WalletProofCard } from '@/components/admin/wallet-proof-card'
import { WalletsTable } from '@/components/admin/wallets-table'
import { adminUserPath, PATHS } from '@/components/shell/paths'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { database } from '@/db/connection'
import { appNow } from '@/db/now'
import { requireAdmin } from '@/lib/auth/session'
import { listSubscriptions } from '@/lib/billing/subscriptions/list-subscriptions'
import { listHolds } from '@/lib/ledger/holds/list-holds'
import { listTransactions } from '@/lib/ledger/log/list-transactions'
import { readBalances } from '@/lib/ledger/wallets/read-balances'
import { listReceivables } from '@/lib/payments/receivables/list-receivables'
import { proveWallets } from '@/lib/proof/prove-wallets'
import { findUser } from '@/lib/users/user'
import { collectReceivableAction, writeOffReceivableAction } from '../../receivables/actions'
import {
  adjustBalanceAction,
  blockUserAction,
  grantBonusAction,
  setUserRoleAction,
  unblockUserAction,
  unflagUserAction,
} from '../actions'

const PAGE_ROWS = 15
const MOST_SUBSCRIPTIONS = 50
const MOST_HOLDS = 20
const MOST_STRETCHES = 12
const MOST_RECEIVABLES = 20

/** Offered first where the user has no wallet yet. */
const USUAL_CURRENCIES = ['RUB', 'USD', 'EUR']

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('adminUsers')
  return { title: t('user') }
}

type UserPageProps = {
  params: Promise<{ id: string }>
  searchParams: Promise<{ page?: string | string[] }>
}

export default async function AdminUserPage({ params, searchParams }: UserPageProps) {
  const { id } = await params
  const actor = await requireAdmin(adminUserPath(id))
  const [t, returns, locale] = await Promise.all([
    getTranslations('adminUsers'),
    getTranslations('adminReturns'),
    getLocale(),
  ])
  const db = database()
  const user = await findUser(db, id)
  if (!user) notFound()
  const now = await appNow(db)
  const trail = readPageTrail((await searchParams).page)
  const [wallets, subscriptions, open, transactions, proofs, owed] = await Promise.all([
    readBalances(db, { userId: id, asOf: now }),
    listSubscriptions(db, { userId: id, asOf: now, limit: MOST_SUBSCRIPTIONS }),
    listHolds(db, { userId: id, asOf: now, limit: MOST_HOLDS, status: 'open' }),
    orNotFound(listTransactions(db, { userId: id, limit: PAGE_ROWS, cursor: trail.cursor })),
    proveWallets(db, { userId: id, mostStretches: MOST_STRETCHES }),
    listReceivables(db, { userId: id, open: true, limit: MOST_RECEIVABLES }),
  ])
  const used = wallets.map(({ currency }) => currency)
  const currencies = listCurrencyChoices([...used, ...USUAL_CURRENCIES], locale)
  return (
    <>
      <PageHeader
        title={user.email}
        description={user.name}
        back={{ href: PATHS.adminUsers, label: t('title') }}
        badge={<UserBadges user={user} />}
        actions={
          <>
            {user.flaggedAt && <UnflagUser action={unflagUserAction} userId={id} email={user.email} />}
            {actor.userId !== id && (
              <UserActs
                user={{
                  id,
                  email: user.email,
                  isAdmin: user.role === 'admin',
                  isBlocked: user.blockedAt !== null,
                }}
                block={blockUserAction}
                unblock={unblockUserAction}
                setRole={setUserRoleAction}
              />
            )}
            <AdjustmentDialog
              action={adjustBalanceAction}
              userId={id}
              formId={crypto.randomUUID()}
              currencies={currencies}
            />
            <BonusDialog
              action={grantBonusAction}
              userId={id}
              formId={crypto.randomUUID()}
              currencies={currencies}
            />
          </>
        }
      />
      <div className="flex flex-col gap-5 sm:gap-6">
        <Card aria-labelledby="wallets">
          <CardHeader id="wallets" title={t('wallets')} />
          {wallets.length === 0 ? (
            <CardBody className="text-sm text-muted">{t('noWallets')}</CardBody>
          ) : (
            <WalletsTable rows={wallets} />
          )}
        </Card>
        <TableCard id="receivables" title={returns('receivables')} count={owed.rows.length}>
          <ReceivablesTable
            rows={owed.rows}
            of="user"
            collect={collectReceivableAction}
            writeOff={writeOffReceivableAction}
          />
        </TableCard>
        {subscriptions.rows.length > 0 && (
          <Card aria-labelledby="subscriptions">
            <CardHeader id="subscriptions" title={t('subscriptions')} />
            <SubscriptionsTable rows={subscriptions.rows} />
          </Card>
        )}
        {open.rows.length > 0 && <HoldsCard holds={open.rows} hasMore={open.nextCursor !== null} />}
        <Card aria-labelledby="transactions">
          <CardHeader id="transactions" title={t('transactions')} />
          {transactions.rows.length === 0 ? (
            <CardBody className="text-sm text-muted">{t('noTransactions')}</CardBody>
          ) : (
            <TransactionsTable caption={t('transactions')} rows={transactions.rows} forAdmin />
          )}
        </Card>
        <ListPagination path={adminUserPath(id)} trail={trail} nextCursor={transactions.nextCursor} />
        {proofs.map((proof) => (
          <WalletProofCard key={proof.currency} proof={proof} />
        ))}
      </div>
    </>
  )
}
