import type { LedgerTransaction } from '@/lib/ledger/log/transaction'
import type { Page } from '../page'
import { byteStream } from './byte-stream'

/** How rows of the log are written into a file. */
export type LogFile = {
  contentType: string
  name: string
  /** What comes before the rows. */
  head: string
  /** One row, with the end of its line. */
  line: (row: LedgerTransaction) => string
}

/** Reads a page of some log. */
export type ReadPage = (page: {
  limit: number
  cursor: string | undefined
}) => Promise<Page<LedgerTransaction>>

/** Rows that one query of an export reads: few enough to hold in memory, enough that the queries do not count. */
export const EXPORT_PAGE = 2000

/** A page of the log as a file; the cursor of the next one is a header. */
export function pageAsFile(file: LogFile, { rows, nextCursor }: Page<LedgerTransaction>): Response {
  const headers = headersOf(file)
  if (nextCursor !== null) headers.set('X-Next-Cursor', nextCursor)
  return new Response(file.head + linesOf(file, rows), { headers })
}

/**
 * The whole of a log as a file, however long: it is read page by page, from where the page before has ended, as fast
 * as the caller takes it, and holds no transaction meanwhile. The log is only ever added to, so each row that was
 * there at the start is in it once; of a user's log, no other is.
 * @throws what the first page throws: from then on the answer has begun, and breaks off.
 */
export async function logAsFile(file: LogFile, readPage: ReadPage): Promise<Response> {
  const first = await readPage({ limit: EXPORT_PAGE, cursor: undefined })
  const pieces = piecesOf(file, file.head + linesOf(file, first.rows), first.nextCursor, readPage)
  return new Response(byteStream(pieces), { headers: headersOf(file) })
}

async function* piecesOf(
  file: LogFile,
  begin: string,
  second: string | null,
  readPage: ReadPage,
): AsyncGenerator<string> {
  if (begin !== '') yield begin
  for (let cursor = second; cursor !== null; ) {
    const page = await readPage({ limit: EXPORT_PAGE, cursor })
    cursor = page.nextCursor
    yield linesOf(file, page.rows)
  }
}

function linesOf(file: LogFile, rows: readonly LedgerTransaction[]): string {
  return rows.map(file.line).join('')
}

function headersOf({ contentType, name }: LogFile): Headers {
  return new Headers({
    'Content-Type': contentType,
    'Content-Disposition': `attachment; filename="${name}"`,
    'Cache-Control': 'no-store',
  })
}
