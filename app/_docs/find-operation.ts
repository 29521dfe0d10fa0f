import { notFound } from 'next/navigation'
import type { ApiChapter, ApiOperation } from '@/lib/docs/operation'
import { readerChapters } from './reader-chapters'

/** The chapter that an address names; a page that is not there, if there is none. */
export async function findChapter({ chapter: slug }: { chapter: string }): Promise<ApiChapter> {
  const chapters = await readerChapters()
  return chapters.find((one) => one.slug === slug) ?? notFound()
}

/** The call that an address names, with its chapter; a page that is not there, if there is none. */
export async function findOperation(named: { chapter: string; operation: string }): Promise<{
  chapter: ApiChapter
  operation: ApiOperation
}> {
  const chapter = await findChapter(named)
  return { chapter, operation: chapter.operations.find(({ id }) => id === named.operation) ?? notFound() }
}
