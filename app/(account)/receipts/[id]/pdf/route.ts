import { openReceiptPaper } from '@/app/_papers/open-papers'
import { orNotThere, readPaperQuery } from '@/app/_papers/read-paper-query'
import { receiptPath } from '@/components/shell/paths'
import { database } from '@/db/connection'
import { actingFor } from '@/lib/auth/acting-for'
import { requireUser } from '@/lib/auth/session'
import { pdfResponse } from '@/lib/http/file-response'
import { pathId } from '@/lib/http/path-id'

/** The receipt of a payment of whoever is signed in, as a PDF. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const { id } = await params
  const actor = await requireUser(receiptPath(id))
  const { locale, user } = await readPaperQuery(Object.fromEntries(new URL(request.url).searchParams))
  const paper = await orNotThere(async () =>
    openReceiptPaper(database(), { userId: actingFor(actor, user), paymentId: pathId({ id }) }, locale),
  )
  return pdfResponse(paper)
}
