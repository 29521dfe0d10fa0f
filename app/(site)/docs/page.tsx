import { ArrowRight } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { chapterWords } from '@/app/_docs/chapter-words'
import { listGuides } from '@/app/_docs/list-guides'
import { readerChapters } from '@/app/_docs/reader-chapters'
import { InlineMarkdown } from '@/components/docs/inline-markdown'
import { OperationList } from '@/components/docs/operation-list'
import { chapterPath, guidePath, PATHS } from '@/components/shell/paths'
import { LinkButton } from '@/components/ui/link-button'
import { TextLink } from '@/components/ui/text-link'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('docs')
  return { title: t('title'), description: t('lead') }
}

export default async function DocsPage() {
  const t = await getTranslations('docs')
  const titleOf = await chapterWords()
  const guides = await listGuides()
  const chapters = await readerChapters()
  return (
    <article>
      <h1 className="text-3xl/10 font-semibold tracking-[-0.025em]">{t('title')}</h1>
      <p className="mt-3 max-w-2xl text-base/7 text-muted">{t('lead')}</p>
      <div className="mt-6 flex flex-wrap gap-2">
        <LinkButton href={guidePath('quick-start')}>
          {t('start')}
          <ArrowRight aria-hidden="true" />
        </LinkButton>
        <LinkButton href={PATHS.apiKeys} variant="secondary">
          {t('getKey')}
        </LinkButton>
      </div>

      <h2 className="mt-14 mb-4 text-xl/7 font-semibold tracking-[-0.015em]">{t('guides')}</h2>
      <ul className="grid gap-3 sm:grid-cols-2">
        {guides.map(({ slug, title, lead }) => (
          <li
            key={slug}
            className="relative rounded-card border border-line bg-surface p-4 shadow-card transition-colors hover:border-line-strong sm:p-5"
          >
            <h3 className="text-[0.9375rem]/6 font-semibold">
              <Link href={guidePath(slug)} className="after:absolute after:inset-0 after:rounded-card">
                {title}
              </Link>
            </h3>
            <p className="mt-1 text-sm/6 text-muted">
              <InlineMarkdown text={lead} />
            </p>
          </li>
        ))}
      </ul>

      <h2 className="mt-14 text-xl/7 font-semibold tracking-[-0.015em]">{t('reference')}</h2>
      <p className="mt-2 max-w-2xl text-sm/6 text-muted">
        {t.rich('referenceLead', {
          document: (words) => <TextLink href="/api/v1/openapi.json">{words}</TextLink>,
          index: (words) => <TextLink href="/llms.txt">{words}</TextLink>,
        })}
      </p>
      {chapters.map((chapter) => (
        <section key={chapter.slug} aria-labelledby={`chapter-${chapter.slug}`} className="mt-8">
          <h3 id={`chapter-${chapter.slug}`} className="mb-2 text-[0.9375rem]/6 font-semibold">
            <Link
              href={chapterPath(chapter.slug)}
              className="rounded-sm hover:underline hover:underline-offset-4"
            >
              {titleOf(chapter)}
            </Link>
          </h3>
          <OperationList chapter={chapter} />
        </section>
      ))}
    </article>
  )
}
