/** A page of a list. */
export type Page<Row> = {
  data: Row[]
  /** Send it as `cursor` for the next page; null at the end. */
  next_cursor: string | null
}

/** Awaited, the first page; iterated with `for await`, every row of this page and of all that follow. */
export type List<Row> = Promise<Page<Row>> & AsyncIterable<Row>

/** A list from the way to read a page of it. The first page is asked for at once, each other one when it is needed. */
export function listOf<Row>(readPage: (cursor?: string) => Promise<Page<Row>>): List<Row> {
  const first = readPage()
  return Object.assign(first, {
    async *[Symbol.asyncIterator]() {
      let page = await first
      while (true) {
        yield* page.data
        if (page.next_cursor === null) return
        page = await readPage(page.next_cursor)
      }
    },
  })
}
