import type { TurnedPage } from '@/components/docs/page-turner'
import { chapterPath, operationPath } from '@/components/shell/paths'
import { chapterWords } from './chapter-words'
import { readerChapters } from './reader-chapters'

/** All pages of the reference in the order in which one reads them: each chapter, followed by its calls. */
export async function listReferencePages(): Promise<TurnedPage[]> {
  const titleOf = await chapterWords()
  const chapters = await readerChapters()
  return chapters.flatMap((chapter) => [
    { href: chapterPath(chapter.slug), title: titleOf(chapter) },
    ...chapter.operations.map(({ id, summary }) => ({
      href: operationPath(chapter.slug, id),
      title: summary,
    })),
  ])
}
