import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { wordsIn } from '@/app/_i18n/words-in'
import { openStatementPaper } from '@/app/_papers/open-papers'
import { asFile, inOtherLanguage, orNotThere, readPaperQuery } from '@/app/_papers/read-paper-query'
import { PaperBar } from '@/components/paper/paper-bar'
import { PaperSheet } from '@/components/paper/paper-sheet'
import { PATHS, statementPath } from '@/components/shell/paths'
import { database } from '@/db/connection'
import { actingFor } from '@/lib/auth/acting-for'
import { requireUser } from '@/lib/auth/session'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('paper'))('statement'), robots: { index: false } }
}

type StatementPageProps = {
  params: Promise<{ month: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function StatementPage({ params, searchParams }: StatementPageProps) {
  const { month } = await params
  const query = await readPaperQuery(await searchParams)
  const actor = await requireUser(PATHS.statements)
  const t = await getTranslations('paper')
  const { paper, statement } = await orNotThere(async () => {
    const which = { userId: actingFor(actor, query.user), month, currency: query.currency }
    return openStatementPaper(database(), which, query.locale)
  })
  const other = inOtherLanguage(statementPath(statement), query)
  return (
    <div className="mx-auto max-w-3xl">
      <PaperBar
        back={{ href: PATHS.statements, label: t('back') }}
        otherLanguage={{ ...other, label: wordsIn(query.locale).t('otherLanguage') }}
        csvHref={asFile(statementPath(statement, 'csv'), query)}
        pdfHref={asFile(statementPath(statement, 'pdf'), query)}
      />
      <PaperSheet paper={paper} />
    </div>
  )
}
