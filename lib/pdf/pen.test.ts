import PDFDocument from 'pdfkit'
import { expect, test } from 'vitest'
import { Pen } from './pen'

test.each([
  '₽ € $ £ ¥ ₴ ₸ ₺ ₹ ₪ ₩ ₫ − – — … •••• № « »',
  'Ελληνική Α.Ε.',
  'Հայաստան',
  'თბილისი',
  'Łódź, Ünye, Ñandú, Đà Nẵng',
  'Қазақстан, Україна, Ґ ґ, Ў ў',
])('the fonts have all of %s', (text) => {
  expect(new Pen(new PDFDocument()).canWrite(text)).toBe(true)
})

test('what no font has is told', () => {
  expect(new Pen(new PDFDocument()).canWrite('中文')).toBe(false)
})

test('characters that cannot be seen and spaces of other widths do not become boxes', () => {
  const pen = new Pen(new PDFDocument())
  const style = { size: 10 }
  expect(pen.widthOf('a\u200b\u0007b', style)).toBe(pen.widthOf('ab', style))
  expect(pen.widthOf('1\u202f000', style)).toBe(pen.widthOf('1\u00a0000', style))
})
