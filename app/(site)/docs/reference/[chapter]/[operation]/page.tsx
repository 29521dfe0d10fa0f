import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { chapterWords } from '@/app/_docs/chapter-words'
import { findOperation } from '@/app/_docs/find-operation'
import { listReferencePages } from '@/app/_docs/list-reference-pages'
import { DocsTrail } from '@/components/docs/docs-trail'
import { OperationArticle } from '@/components/docs/operation-article'
import { PageTurner } from '@/components/docs/page-turner'
import { TryCall } from '@/components/docs/try/try-call'
import { chapterPath, operationPath, PATHS } from '@/components/shell/paths'
import { getSession } from '@/lib/auth/session'
import { env } from '@/lib/env'

type OperationPageProps = { params: Promise<{ chapter: string; operation: string }> }

export async function generateMetadata({ params }: OperationPageProps): Promise<Metadata> {
  const { operation } = await findOperation(await params)
  const { method, path, summary, description } = operation
  return {
    title: `${summary}: ${method} ${path}`,
    description: `${method} ${path}. ${description || `${summary}.`}`.replaceAll('`', ''),
  }
}

/** One call of the reference: to read, and to try. */
export default async function OperationPage({ params }: OperationPageProps) {
  const { chapter, operation } = await findOperation(await params)
  const t = await getTranslations('docs')
  const titleOf = await chapterWords()
  const { method, path, parameters, body, scope, summary } = operation
  const tried = { method, path, parameters, needsKey: scope !== null, body: body?.example ?? null }
  return (
    <>
      <DocsTrail
        above={[
          { href: PATHS.docs, label: t('reference') },
          { href: chapterPath(chapter.slug), label: titleOf(chapter) },
        ]}
      />
      <OperationArticle operation={operation}>
        <TryCall
          operation={tried}
          name={summary}
          live={!env().HOURGLASS_SANDBOX}
          signedIn={(await getSession()) !== null}
        />
      </OperationArticle>
      <PageTurner pages={await listReferencePages()} href={operationPath(chapter.slug, operation.id)} />
    </>
  )
}
