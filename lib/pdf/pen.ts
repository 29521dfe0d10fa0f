import { pdfFont, type Weight } from './fonts'

/** How a text is to look. */
export type TextStyle = { size: number; weight?: Weight; color?: string; align?: 'left' | 'right' }

/** Where a text is to stand, in points from the top left corner of the page. */
export type TextBox = { x: number; y: number; width: number }

const INK = '#1b1916'

/** Writes texts into a PDF, each in a font that has its characters. */
export class Pen {
  readonly doc: PDFKit.PDFDocument

  constructor(doc: PDFKit.PDFDocument) {
    this.doc = doc
  }

  /** Writes a text, broken into lines at the width. @returns how high it is, in points. */
  write(text: string, box: TextBox, style: TextStyle): number {
    const readable = this.#choose(text, style)
    const options = optionsOf(box, style)
    this.doc.fillColor(style.color ?? INK).text(readable, box.x, box.y, options)
    return this.doc.heightOfString(readable, options)
  }

  /** How high a text would be, in points. */
  measure(text: string, box: Pick<TextBox, 'width'>, style: TextStyle): number {
    return this.doc.heightOfString(this.#choose(text, style), optionsOf(box, style))
  }

  /** How wide a text would be on one line, in points. */
  widthOf(text: string, style: TextStyle): number {
    return this.doc.widthOfString(this.#choose(text, style), { features: FEATURES })
  }

  /** Whether one of the fonts has each character of a text. */
  canWrite(text: string): boolean {
    return this.#has(this.#choose(text, { size: 10 }))
  }

  /** A thin line across. */
  rule(x: number, y: number, width: number, color = '#d6d0c5'): void {
    this.doc
      .moveTo(x, y)
      .lineTo(x + width, y)
      .lineWidth(0.6)
      .strokeColor(color)
      .stroke()
  }

  #choose(text: string, { size, weight = 'regular' }: TextStyle): string {
    // Spaces of other widths are not in every font; characters that cannot be seen are in none.
    const readable = text
      .replaceAll(/[\u2000-\u200a\u202f]/g, '\u00a0')
      .replaceAll(/[\p{Cf}\p{Cc}]/gu, (char) => (char === '\n' ? char : ''))
    this.#use('own', weight)
    if (!this.#has(readable)) this.#use('wide', weight)
    this.doc.fontSize(size)
    return readable
  }

  #use(family: 'own' | 'wide', weight: Weight): void {
    const { name, file } = pdfFont(family, weight)
    this.doc.registerFont(name, file)
    this.doc.font(name)
  }

  #has(text: string): boolean {
    const { font } = (
      this.doc as unknown as { _font: { font: { hasGlyphForCodePoint(code: number): boolean } } }
    )._font
    return [...text].every((char) => char === '\n' || font.hasGlyphForCodePoint(char.codePointAt(0) ?? 0))
  }
}

/** Digits of equal width. */
const FEATURES: PDFKit.Mixins.OpenTypeFeatures[] = ['tnum']

function optionsOf({ width }: Pick<TextBox, 'width'>, { align = 'left' }: TextStyle) {
  return { width, align, features: FEATURES, lineGap: 1.5 }
}
