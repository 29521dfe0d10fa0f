import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { chapterWords } from '@/app/_docs/chapter-words'
import { findChapter } from '@/app/_docs/find-operation'
import { listReferencePages } from '@/app/_docs/list-reference-pages'
import { DocsTrail } from '@/components/docs/docs-trail'
import { InlineMarkdown } from '@/components/docs/inline-markdown'
import { OperationList } from '@/components/docs/operation-list'
import { PageTurner } from '@/components/docs/page-turner'
import { chapterPath, PATHS } from '@/components/shell/paths'

type ChapterPageProps = { params: Promise<{ chapter: string }> }

export async function generateMetadata({ params }: ChapterPageProps): Promise<Metadata> {
  const chapter = await findChapter(await params)
  const titleOf = await chapterWords()
  return { title: titleOf(chapter), description: chapter.about }
}

/** What a chapter of the reference is about, and its calls. */
export default async function ChapterPage({ params }: ChapterPageProps) {
  const chapter = await findChapter(await params)
  const t = await getTranslations('docs')
  const titleOf = await chapterWords()
  return (
    <article>
      <DocsTrail above={[{ href: PATHS.docs, label: t('reference') }]} />
      <h1 className="text-3xl/10 font-semibold tracking-[-0.025em]">{titleOf(chapter)}</h1>
      <p className="mt-3 max-w-2xl text-base/7 text-muted">
        <InlineMarkdown text={chapter.about} />
      </p>
      <p className="mt-3 mb-8 text-sm text-subtle">{t('referenceNote')}</p>
      <h2 className="sr-only">{t('calls')}</h2>
      <OperationList chapter={chapter} anchored />
      <PageTurner pages={await listReferencePages()} href={chapterPath(chapter.slug)} />
    </article>
  )
}
