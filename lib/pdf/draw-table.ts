import type { PaperTable } from './paper'
import type { Pen, TextStyle } from './pen'

const MUTED = '#6b665c'
const CELL_GAP = 10
const ROW_PAD = 5

/** Where a table may stand on its page, and on those after it, in points. */
type Place = { x: number; y: number; width: number; top: number; bottom: number }

/** Draws a table, on as many pages as it needs, its head on each. @returns where it ends. */
export function drawTable(pen: Pen, table: PaperTable, place: Place): number {
  let y = place.y
  const turnPage = (height: number): boolean => {
    if (y + height <= place.bottom) return false
    pen.doc.addPage()
    y = place.top
    return true
  }
  // A title or a head is not left alone at the end of a page.
  turnPage(60)
  if (table.title) y += pen.write(table.title, { ...place, y }, { size: 12, weight: 'semibold' }) + 6
  if (table.rows.length > 0) y = drawHead(pen, table, { ...place, y })
  for (const row of table.rows) {
    const height = heightOf(pen, table, row, place.width)
    if (turnPage(height)) y = drawHead(pen, table, { ...place, y })
    drawRow(pen, table, row, { ...place, y: y + ROW_PAD })
    y += height
    pen.rule(place.x, y, place.width, '#e8e4dc')
  }
  y += table.rows.length > 0 ? 6 : 0
  for (const total of table.totals) {
    const style: TextStyle = { size: 10, weight: total.strong ? 'semibold' : 'regular', align: 'right' }
    turnPage(18)
    const value = Math.max(110, pen.widthOf(total.value, style) + 2)
    const label = { x: place.x, y, width: place.width - value - CELL_GAP }
    const height = pen.write(total.label, label, total.strong ? style : { ...style, color: MUTED })
    pen.write(total.value, { x: place.x + place.width - value, y, width: value }, style)
    y += height + 4
  }
  return y
}

function drawHead(pen: Pen, table: PaperTable, place: Place): number {
  const labels = table.columns.map(({ label }) => label)
  const style = { size: 8.5, color: MUTED }
  drawRow(pen, table, labels, place, style)
  const y = place.y + Math.max(...heights(pen, table, labels, place.width, style)) + 4
  pen.rule(place.x, y, place.width)
  return y
}

const BODY: TextStyle = { size: 9.5 }

function drawRow(pen: Pen, table: PaperTable, cells: string[], { x, y, width }: Place, style = BODY): void {
  let at = x
  for (const [index, cell] of cells.entries()) {
    const room = widthOf(table, index, width)
    const align = table.columns[index]?.align === 'end' ? 'right' : 'left'
    const isLast = index === cells.length - 1
    pen.write(cell, { x: at, y, width: isLast ? room : room - CELL_GAP }, { ...style, align })
    at += room
  }
}

function heightOf(pen: Pen, table: PaperTable, row: string[], width: number): number {
  return Math.max(...heights(pen, table, row, width, BODY)) + 2 * ROW_PAD
}

function heights(pen: Pen, table: PaperTable, cells: string[], width: number, style: TextStyle): number[] {
  return cells.map((cell, index) =>
    pen.measure(cell, { width: widthOf(table, index, width) - CELL_GAP }, style),
  )
}

function widthOf({ columns }: PaperTable, index: number, width: number): number {
  const all = columns.reduce((sum, { share }) => sum + share, 0)
  return (width * (columns[index]?.share ?? 0)) / all
}
