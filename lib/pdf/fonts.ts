import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** How heavy a text is. */
export type Weight = 'regular' | 'semibold'

/** A font of a PDF: its name there, and the file. */
export type PdfFont = { name: string; file: Buffer }

const FILES = {
  /** The font of the screens; both have Latin, Cyrillic and the signs of most currencies. */
  own: {
    regular: 'geist/dist/fonts/geist-sans/Geist-Regular.ttf',
    semibold: 'geist/dist/fonts/geist-sans/Geist-SemiBold.ttf',
  },
  /** For what that one lacks: ₸ and ₺, Greek, Armenian, Georgian, Hebrew, Arabic. */
  wide: {
    regular: 'dejavu-fonts-ttf/ttf/DejaVuSans.ttf',
    semibold: 'dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf',
  },
}

const loaded = new Map<string, PdfFont>()

/** A font that is embedded in every PDF that uses it; read from disk once. */
export function pdfFont(family: keyof typeof FILES, weight: Weight): PdfFont {
  const name = `${family}-${weight}`
  const known = loaded.get(name)
  if (known) return known
  // The bundler must not look for it: it is read where the installed packages are.
  const root = join(/* turbopackIgnore: true */ process.cwd(), 'node_modules')
  const font = { name, file: readFileSync(join(/* turbopackIgnore: true */ root, FILES[family][weight])) }
  loaded.set(name, font)
  return font
}
