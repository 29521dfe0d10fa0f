import { orNotThere, readPaperQuery } from '@/app/_papers/read-paper-query'
import { PATHS } from '@/components/shell/paths'
import { database } from '@/db/connection'
import { actingFor } from '@/lib/auth/acting-for'
import { requireUser } from '@/lib/auth/session'
import { csvResponse } from '@/lib/http/file-response'
import { statementCsv } from '@/lib/http/statement-csv'
import { readStatement } from '@/lib/statements/read-statement'

/** What tells a spreadsheet that a file is UTF-8. A person opens this one; a program that asks the API gets none. */
const BYTE_ORDER_MARK = '\uFEFF'

/** A month's statement of whoever is signed in, as a CSV. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ month: string }> },
): Promise<Response> {
  const { month } = await params
  const actor = await requireUser(PATHS.statements)
  const { user, currency } = await readPaperQuery(Object.fromEntries(new URL(request.url).searchParams))
  const statement = await orNotThere(async () =>
    readStatement(database(), { userId: actingFor(actor, user), month, currency }),
  )
  return csvResponse(
    BYTE_ORDER_MARK + statementCsv(statement),
    `statement-${statement.month}-${statement.currency}`,
  )
}
