import { useTranslations } from 'next-intl'
import { DateTime } from '@/components/time/date-time'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import type { Verification } from '@/lib/proof/list-verifications'
import type { FoundViolation } from '@/lib/proof/list-violations'
import { ProofSumsTable } from './proof-sums-table'
import { RunDuration } from './run-duration'
import { VerdictBadge } from './verdict-badge'
import { VerificationCallout } from './verification-callout'
import { ViolationsTable } from './violations-table'

type VerificationReportProps = {
  title: string
  verification: Verification
  /** The first of what it found. */
  violations: readonly FoundViolation[]
}

/** One verification: what it means, what does not add up, and the sums by currency. */
export function VerificationReport({ title, verification, violations }: VerificationReportProps) {
  const t = useTranslations('adminProof')
  const unlisted = verification.violations - violations.length
  return (
    <>
      <VerificationCallout verification={verification} />
      <Card aria-labelledby="verification">
        <CardHeader id="verification" title={title} />
        <CardBody className="pt-1 pb-2 sm:pt-1 sm:pb-2">
          <DescriptionList
            items={[
              { term: t('result'), detail: <VerdictBadge verdict={verification.verdict} /> },
              { term: t('when'), detail: <DateTime value={verification.startedAt} /> },
              { term: t('took'), detail: <RunDuration ms={verification.durationMs} /> },
            ]}
          />
        </CardBody>
      </Card>
      {violations.length > 0 && (
        <Card aria-labelledby="violations">
          <CardHeader id="violations" title={t('violations')} />
          <ViolationsTable rows={violations} />
          {unlisted > 0 && (
            <CardBody className="text-sm text-muted">{t('moreViolations', { count: unlisted })}</CardBody>
          )}
        </Card>
      )}
      {verification.currencies.length > 0 && (
        <Card aria-labelledby="sums">
          <CardHeader id="sums" title={t('sums')} description={t('sumsText')} />
          <ProofSumsTable rows={verification.currencies} />
          <CardBody className="flex flex-col gap-1 border-t border-line text-[0.8125rem]/5 text-muted">
            <p>
              <span className="font-medium">{t('carry')}.</span> {t('carryHint')}
            </p>
            <p>
              <span className="font-medium">{t('writtenOff')}.</span> {t('writtenOffHint')}
            </p>
          </CardBody>
        </Card>
      )}
    </>
  )
}
