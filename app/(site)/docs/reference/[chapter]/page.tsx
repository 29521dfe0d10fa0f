import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { apiChapters } from '@/app/_docs/api-chapters'
import { chapterWords } from '@/app/_docs/chapter-words'
import { InlineMarkdown } from '@/components/docs/inline-markdown'
import { OnThisPage } from '@/components/docs/on-this-page'
import { OperationSection } from '@/components/docs/operation-section'
import { TryCall } from '@/components/docs/try/try-call'
import { getSession } from '@/lib/auth/session'
import { env } from '@/lib/env'

type ChapterPageProps = { params: Promise<{ chapter: string }> }

export async function generateMetadata({ params }: ChapterPageProps): Promise<Metadata> {
  const titleOf = await chapterWords()
  return { title: titleOf(findChapter(await params)) }
}

function findChapter({ chapter: slug }: { chapter: string }) {
  return apiChapters().find((one) => one.slug === slug) ?? notFound()
}

export default async function ChapterPage({ params }: ChapterPageProps) {
  const chapter = findChapter(await params)
  const t = await getTranslations('docs')
  const titleOf = await chapterWords()
  const access = { live: !env().HOURGLASS_SANDBOX, signedIn: (await getSession()) !== null }
  return (
    <article>
      <h1 className="text-3xl/10 font-semibold tracking-[-0.025em]">{titleOf(chapter)}</h1>
      <p className="mt-3 mb-8 max-w-2xl text-base/7 text-muted" lang="en">
        <InlineMarkdown text={chapter.about} />
      </p>
      <p className="-mt-5 mb-8 text-sm text-subtle">{t('referenceNote')}</p>
      <OnThisPage
        lang="en"
        entries={chapter.operations.map(({ id, summary }) => ({ href: `#${id}`, label: summary }))}
      />
      <div>
        {chapter.operations.map((operation) => {
          const { method, path, parameters, body, scope, summary } = operation
          const tried = { method, path, parameters, needsKey: scope !== null, body: body?.example ?? null }
          return (
            <OperationSection key={operation.id} operation={operation}>
              <TryCall operation={tried} name={summary} {...access} />
            </OperationSection>
          )
        })}
      </div>
    </article>
  )
}
