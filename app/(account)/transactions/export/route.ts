import { readTransactionFilter, toTransactionQuery } from '@/components/account/transaction-filter'
import { PATHS } from '@/components/shell/paths'
import { database } from '@/db/connection'
import { requireUser } from '@/lib/auth/session'
import { logAsFile } from '@/lib/http/log-file'
import { csvFile } from '@/lib/http/transactions-csv'
import { listTransactions } from '@/lib/ledger/log/list-transactions'

/** The log of whoever is signed in as a file, narrowed down as the page was; made while it is being read. */
export async function GET(request: Request): Promise<Response> {
  const { userId } = await requireUser(PATHS.transactions)
  const filter = readTransactionFilter(Object.fromEntries(new URL(request.url).searchParams))
  const { cursor: _cursor, ...query } = toTransactionQuery(filter)
  const db = database()
  return logAsFile(csvFile, (page) => listTransactions(db, { ...query, userId, ...page }))
}
