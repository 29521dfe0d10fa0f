import { Receipt } from 'lucide-react'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { orNotFound } from '@/app/_pages/or-not-found'
import {
  filterSearch,
  readTransactionFilter,
  type TransactionFilter,
  toTransactionQuery,
} from '@/components/account/transaction-filter'
import { TransactionFilterForm } from '@/components/account/transaction-filter-form'
import { ListPagination } from '@/components/admin/list-pagination'
import { readPageTrail } from '@/components/admin/page-trail'
import { UserEmailField } from '@/components/admin/user-email-field'
import { type ListedTransaction, WholeLogTable } from '@/components/admin/whole-log-table'
import { PATHS } from '@/components/shell/paths'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { database } from '@/db/connection'
import { requireAdmin } from '@/lib/auth/session'
import { listTransactions } from '@/lib/ledger/log/list-transactions'
import { listUsedCurrencies } from '@/lib/ledger/log/list-used-currencies'
import { listWholeLog } from '@/lib/ledger/log/list-whole-log'
import type { Page } from '@/lib/page'
import { findUserByEmail } from '@/lib/users/find-user-by-email'
import { listEmails } from '@/lib/users/list-emails'

const PAGE_ROWS = 25

/** As long as an e-mail address can be. */
const MAX_EMAIL = 254

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('adminTransactions'))('title') }
}

type WholeLogPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function AdminTransactionsPage({ searchParams }: WholeLogPageProps) {
  await requireAdmin(PATHS.adminTransactions)
  const t = await getTranslations('adminTransactions')
  const { page, user, ...params } = await searchParams
  const filter = readTransactionFilter({ ...params, cursor: undefined })
  const email = typeof user === 'string' ? user.trim().slice(0, MAX_EMAIL) : ''
  const trail = readPageTrail(page)
  const [log, currencies] = await Promise.all([
    orNotFound(readLog(filter, email, trail.cursor)),
    listUsedCurrencies(database()),
  ])
  const query = { ...Object.fromEntries(new URLSearchParams(filterSearch(filter))), user: email }
  return (
    <>
      <PageHeader title={t('title')} description={t('text')} />
      <div className="mb-4">
        <TransactionFilterForm
          filter={filter}
          currencies={currencies}
          path={PATHS.adminTransactions}
          isSet={filterSearch(filter) !== '' || email !== ''}
        >
          <UserEmailField email={email} />
        </TransactionFilterForm>
      </div>
      <Card className="mb-5">
        {log && log.rows.length > 0 ? (
          <WholeLogTable rows={log.rows} />
        ) : (
          <NoRows isFiltered={filterSearch(filter) !== ''} email={email} isKnown={log !== undefined} />
        )}
      </Card>
      <ListPagination
        path={PATHS.adminTransactions}
        query={query}
        trail={trail}
        nextCursor={log?.nextCursor ?? null}
      />
    </>
  )
}

/** Everyone's log, or that of the user with an address; undefined if nobody has it. */
async function readLog(
  filter: TransactionFilter,
  email: string,
  cursor: string | undefined,
): Promise<Page<ListedTransaction> | undefined> {
  const db = database()
  const query = { ...toTransactionQuery(filter), limit: PAGE_ROWS, cursor }
  if (email === '') {
    const { rows, nextCursor } = await listWholeLog(db, query)
    const emails = await listEmails(
      db,
      rows.map(({ userId }) => userId),
    )
    return { rows: rows.map((row) => ({ ...row, userEmail: emails.get(row.userId) ?? '' })), nextCursor }
  }
  const user = await findUserByEmail(db, email)
  if (!user) return undefined
  const { rows, nextCursor } = await listTransactions(db, { ...query, userId: user.id })
  return { rows: rows.map((row) => ({ ...row, userEmail: user.email })), nextCursor }
}

type NoRowsProps = { isFiltered: boolean; email: string; isKnown: boolean }

async function NoRows({ isFiltered, email, isKnown }: NoRowsProps) {
  const [t, words] = await Promise.all([
    getTranslations('adminTransactions'),
    getTranslations('transactions'),
  ])
  if (!isKnown) {
    return <EmptyState icon={<Receipt />} title={t('noUser')} description={t('noUserText', { email })} />
  }
  if (isFiltered || email !== '') {
    return (
      <EmptyState icon={<Receipt />} title={words('nothingFound')} description={words('nothingFoundText')} />
    )
  }
  return <EmptyState icon={<Receipt />} title={t('empty')} description={t('emptyText')} />
}
