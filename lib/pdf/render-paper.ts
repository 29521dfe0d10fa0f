import PDFDocument from 'pdfkit'
import { drawParties } from './draw-parties'
import { drawTable } from './draw-table'
import type { Paper } from './paper'
import { Pen } from './pen'

/** Points: the edge of an A4 page that stays free. */
const MARGIN = 56

const MUTED = '#6b665c'
const ACCENT = '#8a5609'

/**
 * Makes a PDF of a paper: A4, with its fonts in it, so that it looks the same everywhere.
 * @returns a stream of the file, made as it is read.
 */
export function renderPaper(paper: Paper): PDFKit.PDFDocument {
  const doc = new PDFDocument({
    size: 'A4',
    // Where a page ends is ours to say; pdfkit would turn it by itself below its own margin.
    margins: { top: MARGIN, left: MARGIN, right: MARGIN, bottom: 0 },
    bufferPages: true,
    lang: paper.lang,
    displayTitle: true,
    // No producer's clock or name of a machine: the same paper is the same file.
    info: {
      Title: [paper.title, paper.subtitle].filter(Boolean).join(' '),
      Producer: 'Hourglass',
      Creator: 'Hourglass',
      CreationDate: paper.writtenAt,
    },
  })
  const pen = new Pen(doc)
  const area = { x: MARGIN, width: doc.page.width - 2 * MARGIN, bottom: doc.page.height - MARGIN - 16 }
  let y = drawHead(pen, paper, area)
  y = drawParties(pen, paper.parties, { ...area, top: MARGIN, y: y + 16 })
  for (const table of paper.tables) y = drawTable(pen, table, { ...area, top: MARGIN, y: y + 22 })
  for (const note of paper.notes) y = drawNote(pen, note, { ...area, y: y + 10 })
  numberPages(pen, paper, area)
  doc.end()
  return doc
}

type Area = { x: number; width: number; bottom: number }

function drawHead(pen: Pen, { title, subtitle, stamp, facts }: Paper, { x, width }: Area): number {
  let y = MARGIN
  if (stamp) y += pen.write(stamp, { x, y, width }, { size: 9, weight: 'semibold', color: ACCENT }) + 8
  y += pen.write(title, { x, y, width }, { size: 23, weight: 'semibold' }) + 2
  if (subtitle) y += pen.write(subtitle, { x, y, width }, { size: 12, color: MUTED })
  y += 20
  pen.rule(x, y, width)
  y += 12
  const column = width / Math.max(facts.length, 1)
  const heights = facts.map(({ label, value }, index) => {
    const box = { x: x + index * column, y, width: column - 12 }
    const height = pen.write(label, box, { size: 8.5, color: MUTED })
    return height + 2 + pen.write(value, { ...box, y: y + height + 2 }, { size: 10.5, weight: 'semibold' })
  })
  y += Math.max(...heights, 0) + 12
  pen.rule(x, y, width)
  return y
}

function drawNote(pen: Pen, note: string, { x, y, width, bottom }: Area & { y: number }): number {
  const style = { size: 8.5, color: MUTED }
  const height = pen.measure(note, { width }, style)
  const fits = y + height <= bottom
  if (!fits) pen.doc.addPage()
  const at = fits ? y : MARGIN
  return at + pen.write(note, { x, y: at, width }, style)
}

function numberPages(pen: Pen, { pageOf }: Paper, { x, width, bottom }: Area): void {
  const { count } = pen.doc.bufferedPageRange()
  for (let page = 0; count > 1 && page < count; page += 1) {
    pen.doc.switchToPage(page)
    pen.write(
      pageOf(page + 1, count),
      { x, y: bottom + 8, width },
      { size: 8.5, color: MUTED, align: 'right' },
    )
  }
}
