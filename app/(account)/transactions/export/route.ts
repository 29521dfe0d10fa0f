import { readTransactionFilter, toTransactionQuery } from '@/components/account/transaction-filter'
import { PATHS } from '@/components/shell/paths'
import { database } from '@/db/connection'
import { requireUser } from '@/lib/auth/session'
import { byteStream } from '@/lib/http/byte-stream'
import { exportTransactions } from '@/lib/http/transactions-csv'

/** The log of whoever is signed in as a file, narrowed down as the page was; made while it is being read. */
export async function GET(request: Request): Promise<Response> {
  const { userId } = await requireUser(PATHS.transactions)
  const filter = readTransactionFilter(Object.fromEntries(new URL(request.url).searchParams))
  const { cursor: _cursor, ...query } = toTransactionQuery(filter)
  return new Response(byteStream(exportTransactions(database(), { ...query, userId })), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="transactions.csv"',
      'Cache-Control': 'no-store',
    },
  })
}
