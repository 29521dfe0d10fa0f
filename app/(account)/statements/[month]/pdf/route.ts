import { openStatementPaper } from '@/app/_papers/open-papers'
import { orNotThere, readPaperQuery } from '@/app/_papers/read-paper-query'
import { PATHS } from '@/components/shell/paths'
import { database } from '@/db/connection'
import { actingFor } from '@/lib/auth/acting-for'
import { requireUser } from '@/lib/auth/session'
import { pdfResponse } from '@/lib/http/file-response'

/** A month's statement of whoever is signed in, as a PDF. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ month: string }> },
): Promise<Response> {
  const { month } = await params
  const actor = await requireUser(PATHS.statements)
  const { locale, user, currency } = await readPaperQuery(
    Object.fromEntries(new URL(request.url).searchParams),
  )
  const { paper } = await orNotThere(async () =>
    openStatementPaper(database(), { userId: actingFor(actor, user), month, currency }, locale),
  )
  return pdfResponse(paper)
}
