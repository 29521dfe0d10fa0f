import type { Paper } from './paper'
import type { Pen, TextStyle } from './pen'

const LABEL: TextStyle = { size: 8.5, color: '#6b665c' }

/** Where the parties may stand on their page, and on those after it, in points. */
type Place = { x: number; y: number; width: number; top: number; bottom: number }

/** A page of the document, by its number, and how far down it something goes. */
type Spot = { page: number; y: number }

/**
 * Draws who a paper is from and to, side by side. Receipts that were issued keep whatever address they had, so a
 * column that does not fit goes on at the head of the next page, and the one beside it too.
 * @returns where the longest ends, on the page that is being drawn from then on.
 */
export function drawParties(pen: Pen, parties: Paper['parties'], place: Place): number {
  const start = { page: lastPage(pen), y: place.y }
  const column = place.width / Math.max(parties.length, 1)
  const ends = parties.map((party, index) =>
    drawParty(pen, party, { ...place, x: place.x + index * column, width: column - 16 }, start),
  )
  const end = [start, ...ends].reduce((a, b) => (b.page > a.page || (b.page === a.page && b.y > a.y) ? b : a))
  pen.doc.switchToPage(end.page)
  return end.y
}

function drawParty(pen: Pen, { label, lines }: Paper['parties'][number], place: Place, start: Spot): Spot {
  let { page, y } = start
  pen.doc.switchToPage(page)
  y += pen.write(label, { ...place, y }, LABEL) + 3
  // A line may have lines in it, and what stands together has to fit on one page.
  for (const [line, text] of lines.flatMap((text) => text.split('\n')).entries()) {
    const style: TextStyle = { size: 10, weight: line === 0 ? 'semibold' : 'regular' }
    if (y + pen.measure(text, place, style) > place.bottom) {
      page += 1
      if (page > lastPage(pen)) pen.doc.addPage()
      else pen.doc.switchToPage(page)
      y = place.top
    }
    y += pen.write(text, { ...place, y }, style) + 1
  }
  return { page, y }
}

function lastPage(pen: Pen): number {
  const { start, count } = pen.doc.bufferedPageRange()
  return start + count - 1
}
