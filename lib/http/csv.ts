/**
 * A text that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, CSV injection), also where it
 * begins with what cannot be seen, or with a full-width sign that some spreadsheets take for the plain one. One that
 * splits at semicolons begins a cell after each of them, and a row after each line, so there it gets one as well.
 * For texts that people wrote alone: a negative amount starts with a minus and stays a number.
 */
export function withoutFormula(text: string): string {
  return text.replaceAll(/(^|[;\r\n])(?=[\s\p{Cf}\p{Cc}"]*[=+\-@＝＋－＠]|[\t\r])/gu, "$1'")
}

/** A line of a CSV (RFC 4180). */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`
}
