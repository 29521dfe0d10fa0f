import { Scale } from 'lucide-react'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { orNotFound } from '@/app/_pages/or-not-found'
import { RefreshEvery } from '@/components/account/refresh-every'
import { ListPagination } from '@/components/admin/list-pagination'
import { readPageTrail } from '@/components/admin/page-trail'
import { VerificationReport } from '@/components/admin/verification-report'
import { VerificationsTable } from '@/components/admin/verifications-table'
import { VerifyButton } from '@/components/admin/verify-button'
import { PATHS } from '@/components/shell/paths'
import { Card, CardHeader } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { database } from '@/db/connection'
import { requireAdmin } from '@/lib/auth/session'
import { listVerifications } from '@/lib/proof/list-verifications'
import { listViolations } from '@/lib/proof/list-violations'
import { verifyNowAction } from './actions'

const PAGE_ROWS = 15
const MOST_VIOLATIONS = 50
const REFRESH_SECONDS = 2

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('adminProof')
  return { title: t('title') }
}

type ProofPageProps = { searchParams: Promise<{ page?: string | string[] }> }

export default async function AdminProofPage({ searchParams }: ProofPageProps) {
  await requireAdmin(PATHS.adminProof)
  const t = await getTranslations('adminProof')
  const db = database()
  const trail = readPageTrail((await searchParams).page)
  const [{ rows, nextCursor }, newest] = await Promise.all([
    orNotFound(listVerifications(db, { limit: PAGE_ROWS, cursor: trail.cursor })),
    listVerifications(db, { limit: 1 }),
  ])
  const latest = newest.rows[0]
  const isRunning = latest?.verdict === 'running'
  const violations = latest
    ? await listViolations(db, { verificationId: latest.id, limit: MOST_VIOLATIONS })
    : []
  return (
    <>
      {isRunning && <RefreshEvery seconds={REFRESH_SECONDS} />}
      <PageHeader
        title={t('title')}
        description={t('text')}
        actions={<VerifyButton action={verifyNowAction} isRunning={isRunning} />}
      />
      <div className="flex flex-col gap-5 sm:gap-6">
        {latest ? (
          <>
            <VerificationReport title={t('latest')} verification={latest} violations={violations} />
            <Card aria-labelledby="history">
              <CardHeader id="history" title={t('history')} />
              <VerificationsTable rows={rows} />
            </Card>
            <ListPagination path={PATHS.adminProof} trail={trail} nextCursor={nextCursor} />
          </>
        ) : (
          <Card>
            <EmptyState icon={<Scale />} title={t('emptyTitle')} description={t('emptyText')} />
          </Card>
        )}
      </div>
    </>
  )
}
