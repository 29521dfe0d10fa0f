import { Download, Receipt } from 'lucide-react'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import {
  filterSearch,
  readTransactionFilter,
  type TransactionFilter,
  toTransactionQuery,
} from '@/components/account/transaction-filter'
import { TransactionFilterForm } from '@/components/account/transaction-filter-form'
import { TransactionsTable } from '@/components/account/transactions-table'
import { PATHS } from '@/components/shell/paths'
import { buttonClass } from '@/components/ui/button-class'
import { Card, CardFooter } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { PageHeader } from '@/components/ui/page-header'
import { Pagination } from '@/components/ui/pagination'
import { database } from '@/db/connection'
import { appNow } from '@/db/now'
import { requireUser } from '@/lib/auth/session'
import { AppError } from '@/lib/errors'
import { listTransactions } from '@/lib/ledger/log/list-transactions'
import { readBalances } from '@/lib/ledger/wallets/read-balances'

const PAGE_ROWS = 25

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('transactions'))('title') }
}

type TransactionsPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function TransactionsPage({ searchParams }: TransactionsPageProps) {
  const filter = readTransactionFilter(await searchParams)
  const { userId } = await requireUser(PATHS.transactions + filterSearch(filter))
  const t = await getTranslations('transactions')
  const db = database()
  const [{ rows, nextCursor }, wallets] = await Promise.all([
    listPage(userId, filter),
    readBalances(db, { userId, asOf: await appNow(db) }),
  ])
  const unpaged = filterSearch(filter, { cursor: undefined })
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('lead')}
        actions={
          <>
            <LinkButton href={PATHS.statements} variant="secondary">
              {t('statements')}
            </LinkButton>
            {/* A plain link: the router must not fetch a file. */}
            <a
              href={`${PATHS.transactions}/export${unpaged}`}
              download
              className={buttonClass({ variant: 'secondary' })}
            >
              <Download aria-hidden="true" />
              {t('export')}
            </a>
          </>
        }
      />
      <div className="mb-4">
        <TransactionFilterForm filter={filter} currencies={wallets.map(({ currency }) => currency)} />
      </div>
      <Card>
        {rows.length === 0 ? (
          <NoRows filter={filter} />
        ) : (
          <TransactionsTable caption={t('title')} rows={rows} />
        )}
        {(nextCursor !== null || filter.cursor !== undefined) && (
          <CardFooter className="block">
            <Pagination
              newestHref={filter.cursor === undefined ? undefined : PATHS.transactions + unpaged}
              olderHref={
                nextCursor === null
                  ? undefined
                  : PATHS.transactions + filterSearch(filter, { cursor: nextCursor })
              }
            />
          </CardFooter>
        )}
      </Card>
    </>
  )
}

async function NoRows({ filter }: { filter: TransactionFilter }) {
  const t = await getTranslations('transactions')
  if (filterSearch(filter) !== '') {
    return (
      <EmptyState
        icon={<Receipt />}
        title={t('nothingFound')}
        description={t('nothingFoundText')}
        action={
          <LinkButton href={PATHS.transactions} variant="secondary">
            {t('reset')}
          </LinkButton>
        }
      />
    )
  }
  return (
    <EmptyState
      icon={<Receipt />}
      title={t('empty')}
      description={t('emptyText')}
      action={<LinkButton href={PATHS.topUp}>{t('topUp')}</LinkButton>}
    />
  )
}

/** A page of the log; a cursor that someone made up leads to the first one. */
async function listPage(userId: string, filter: TransactionFilter) {
  const query = { ...toTransactionQuery(filter), userId, limit: PAGE_ROWS }
  try {
    return await listTransactions(database(), query)
  } catch (error) {
    if (!(error instanceof AppError) || error.field !== 'cursor') throw error
    return listTransactions(database(), { ...query, cursor: undefined })
  }
}
