import { FileText } from 'lucide-react'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { wordsIn } from '@/app/_i18n/words-in'
import { readPaperQuery } from '@/app/_papers/read-paper-query'
import { StatementsTable } from '@/components/paper/statements-table'
import { PATHS } from '@/components/shell/paths'
import { Card, CardFooter } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { PageHeader } from '@/components/ui/page-header'
import { Pagination } from '@/components/ui/pagination'
import { database } from '@/db/connection'
import { requireUser } from '@/lib/auth/session'
import { AppError } from '@/lib/errors'
import { listStatements } from '@/lib/statements/list-statements'

const PAGE_ROWS = 24

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('paper'))('statements') }
}

type StatementsPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function StatementsPage({ searchParams }: StatementsPageProps) {
  const { userId } = await requireUser(PATHS.statements)
  const query = await searchParams
  const cursor = typeof query.cursor === 'string' ? query.cursor : undefined
  const [t, { locale }] = await Promise.all([getTranslations('paper'), readPaperQuery({})])
  const { rows, nextCursor } = await listPage(userId, cursor)
  return (
    <>
      <PageHeader
        title={t('statements')}
        description={t('statementsLead')}
        actions={
          <LinkButton href={PATHS.transactions} variant="secondary">
            {t('backToLog')}
          </LinkButton>
        }
      />
      <Card>
        {rows.length === 0 ? (
          <EmptyState
            icon={<FileText />}
            title={t('empty')}
            description={t('emptyText')}
            action={<LinkButton href={PATHS.topUp}>{t('topUpAction')}</LinkButton>}
          />
        ) : (
          <StatementsTable caption={t('statements')} rows={rows} words={wordsIn(locale)} />
        )}
        {(nextCursor !== null || cursor !== undefined) && (
          <CardFooter className="block">
            <Pagination
              newestHref={cursor === undefined ? undefined : PATHS.statements}
              olderHref={nextCursor === null ? undefined : `${PATHS.statements}?cursor=${nextCursor}`}
            />
          </CardFooter>
        )}
      </Card>
    </>
  )
}

/** A page of the list; a cursor that someone made up leads to the first one. */
async function listPage(userId: string, cursor: string | undefined) {
  const query = { userId, limit: PAGE_ROWS }
  try {
    return await listStatements(database(), { ...query, cursor })
  } catch (error) {
    if (!(error instanceof AppError) || error.field !== 'cursor') throw error
    return listStatements(database(), query)
  }
}
