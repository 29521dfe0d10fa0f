import { notFound } from 'next/navigation'
import type { ApiChapter, ApiOperation } from '@/lib/docs/operation'
import { apiChapters } from './api-chapters'

/** The chapter that an address names; a page that is not there, if there is none. */
export function findChapter({ chapter: slug }: { chapter: string }): ApiChapter {
  return apiChapters().find((one) => one.slug === slug) ?? notFound()
}

/** The call that an address names, with its chapter; a page that is not there, if there is none. */
export function findOperation(named: { chapter: string; operation: string }): {
  chapter: ApiChapter
  operation: ApiOperation
} {
  const chapter = findChapter(named)
  return { chapter, operation: chapter.operations.find(({ id }) => id === named.operation) ?? notFound() }
}
