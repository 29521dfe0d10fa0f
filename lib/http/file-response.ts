import { Readable } from 'node:stream'
import type { Paper } from '../pdf/paper'
import { renderPaper } from '../pdf/render-paper'

/** A paper as a PDF, sent as it is made. A browser shows it, and saves it under its name. */
export function pdfResponse(paper: Paper): Response {
  return new Response(Readable.toWeb(renderPaper(paper) as unknown as Readable) as ReadableStream, {
    headers: { ...headersFor(`${paper.fileName}.pdf`, 'inline'), 'Content-Type': 'application/pdf' },
  })
}

/** A CSV to be saved. */
export function csvResponse(csv: string, fileName: string): Response {
  return new Response(csv, {
    headers: { ...headersFor(`${fileName}.csv`, 'attachment'), 'Content-Type': 'text/csv; charset=utf-8' },
  })
}

function headersFor(fileName: string, disposition: 'inline' | 'attachment') {
  return { 'Content-Disposition': `${disposition}; filename="${fileName}"`, 'Cache-Control': 'no-store' }
}
