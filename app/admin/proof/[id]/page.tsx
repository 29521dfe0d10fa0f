import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { VerificationReport } from '@/components/admin/verification-report'
import { adminVerificationPath, PATHS } from '@/components/shell/paths'
import { DateTime } from '@/components/time/date-time'
import { PageHeader } from '@/components/ui/page-header'
import { database } from '@/db/connection'
import { requireAdmin } from '@/lib/auth/session'
import { findVerification } from '@/lib/proof/list-verifications'
import { listViolations } from '@/lib/proof/list-violations'

const MOST_VIOLATIONS = 1000

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('adminProof')
  return { title: t('verification') }
}

export default async function AdminVerificationPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  await requireAdmin(adminVerificationPath(id))
  const t = await getTranslations('adminProof')
  const db = database()
  const verification = await findVerification(db, id)
  if (!verification) notFound()
  const violations = await listViolations(db, { verificationId: verification.id, limit: MOST_VIOLATIONS })
  return (
    <>
      <PageHeader
        title={t('verification')}
        description={<DateTime value={verification.startedAt} />}
        back={{ href: PATHS.adminProof, label: t('title') }}
      />
      <div className="flex flex-col gap-5 sm:gap-6">
        <VerificationReport title={t('verification')} verification={verification} violations={violations} />
      </div>
    </>
  )
}
