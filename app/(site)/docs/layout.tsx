import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { chapterWords } from '@/app/_docs/chapter-words'
import { listGuides } from '@/app/_docs/list-guides'
import { readerChapters } from '@/app/_docs/reader-chapters'
import { DocsNav } from '@/components/docs/docs-nav'
import { AccessKeyProvider } from '@/components/docs/try/access-key'
import { chapterPath, guidePath, operationPath, PATHS } from '@/components/shell/paths'

/** The frame of the documentation: its pages at the side. */
export default async function DocsLayout({ children }: { children: ReactNode }) {
  const t = await getTranslations('docs')
  const titleOf = await chapterWords()
  const guides = await listGuides()
  const chapters = await readerChapters()
  const groups = [
    {
      title: t('guides'),
      links: [
        { href: PATHS.docs, label: t('overview'), exact: true },
        ...guides.map(({ slug, title }) => ({ href: guidePath(slug), label: title })),
      ],
    },
    {
      title: t('reference'),
      links: chapters.map((chapter) => ({
        href: chapterPath(chapter.slug),
        label: titleOf(chapter),
        below: chapter.operations.map(({ id, summary }) => ({
          href: operationPath(chapter.slug, id),
          label: summary,
        })),
      })),
    },
  ]
  return (
    <div className="mx-auto max-w-6xl px-4 sm:px-8 lg:grid lg:grid-cols-[13rem_minmax(0,1fr)] lg:gap-12">
      <div className="max-lg:pt-6">
        <DocsNav label={t('nav')} groups={groups} />
      </div>
      <div className="min-w-0 pb-20 lg:py-10 lg:pb-24">
        <AccessKeyProvider>{children}</AccessKeyProvider>
      </div>
    </div>
  )
}
