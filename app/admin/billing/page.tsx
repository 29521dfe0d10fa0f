import { Timer } from 'lucide-react'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { orNotFound } from '@/app/_pages/or-not-found'
import { BillingCallout } from '@/components/admin/billing-callout'
import { FollowRun } from '@/components/admin/follow-run'
import { ListPagination } from '@/components/admin/list-pagination'
import { readPageTrail } from '@/components/admin/page-trail'
import { RunBillingButton } from '@/components/admin/run-billing-button'
import { RunsTable } from '@/components/admin/runs-table'
import { PATHS } from '@/components/shell/paths'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { database } from '@/db/connection'
import { appNow } from '@/db/now'
import { requireAdmin } from '@/lib/auth/session'
import { listBillingRuns } from '@/lib/billing/runs/list-billing-runs'
import { readBillingState } from '@/lib/billing/runs/read-billing-state'
import { runBillingAction } from './actions'

const PAGE_ROWS = 25

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('adminBilling')
  return { title: t('title') }
}

type BillingPageProps = { searchParams: Promise<{ page?: string | string[] }> }

export default async function AdminBillingPage({ searchParams }: BillingPageProps) {
  await requireAdmin(PATHS.adminBilling)
  const t = await getTranslations('adminBilling')
  const trail = readPageTrail((await searchParams).page)
  const db = database()
  const { rows, nextCursor } = await orNotFound(
    listBillingRuns(db, { limit: PAGE_ROWS, cursor: trail.cursor }),
  )
  const state = await readBillingState(db, { asOf: await appNow(db) })
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('text')}
        actions={<RunBillingButton action={runBillingAction} />}
      />
      {state.isBehind && (
        <div className="mb-5">
          <BillingCallout state={state} />
        </div>
      )}
      <Card className="mb-5">
        {rows.length === 0 ? (
          <EmptyState icon={<Timer />} title={t('emptyTitle')} description={t('emptyText')} />
        ) : (
          <RunsTable rows={rows} />
        )}
      </Card>
      <FollowRun runs={rows} />
      <ListPagination path={PATHS.adminBilling} trail={trail} nextCursor={nextCursor} />
    </>
  )
}
