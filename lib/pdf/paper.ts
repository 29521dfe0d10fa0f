/** A document to be handed over, all in words of one language: a screen shows it, and a PDF is made of it. */
export type Paper = {
  /** Its language, such as `ru`. */
  lang: string
  title: string
  /** Under the title, such as the number. */
  subtitle?: string | undefined
  /** What has to be seen first, such as that no money moved. */
  stamp?: string | undefined
  facts: { label: string; value: string }[]
  /** Who it is from and to; each line stands by itself. */
  parties: { label: string; lines: string[] }[]
  tables: PaperTable[]
  notes: string[]
  /** “Page 1 of 2”, where there is more than one. */
  pageOf: (page: number, pages: number) => string
  /** When it came to be. The same paper is the same file, byte for byte. */
  writtenAt: Date
  /** Without its ending. */
  fileName: string
}

/** A table of a paper. */
export type PaperTable = {
  title?: string | undefined
  columns: {
    label: string
    align?: 'end' | undefined /** Its part of the width, in relation to the others. */
    share: number
  }[]
  rows: string[][]
  /** Under the table, at its end. */
  totals: { label: string; value: string; strong?: boolean | undefined }[]
}
