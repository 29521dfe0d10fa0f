import type { TurnedPage } from '@/components/docs/page-turner'
import { chapterPath, operationPath } from '@/components/shell/paths'
import { apiChapters } from './api-chapters'
import { chapterWords } from './chapter-words'

/** All pages of the reference in the order in which one reads them: each chapter, followed by its calls. */
export async function listReferencePages(): Promise<TurnedPage[]> {
  const titleOf = await chapterWords()
  return apiChapters().flatMap((chapter) => [
    { href: chapterPath(chapter.slug), title: titleOf(chapter) },
    ...chapter.operations.map(({ id, summary }) => ({
      href: operationPath(chapter.slug, id),
      title: summary,
      lang: 'en',
    })),
  ])
}
