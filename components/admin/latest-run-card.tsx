import { useTranslations } from 'next-intl'
import { PATHS } from '@/components/shell/paths'
import { DateTime } from '@/components/time/date-time'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { TextLink } from '@/components/ui/text-link'
import type { BillingRun } from '@/lib/billing/list-billing-runs'
import { AmountList } from './amount-list'
import { RunBadge } from './run-badge'
import { RunDuration } from './run-duration'

/** The latest pass of the billing and how it went. */
export function LatestRunCard({ run }: { run: BillingRun | undefined }) {
  const t = useTranslations('adminBilling')
  const overview = useTranslations('adminOverview')
  return (
    <Card aria-labelledby="latest-run">
      <CardHeader
        id="latest-run"
        title={overview('latestRun')}
        action={
          <TextLink href={PATHS.adminBilling} className="text-sm">
            {overview('allRuns')}
          </TextLink>
        }
      />
      <CardBody className="pt-1 pb-2 sm:pt-1 sm:pb-2">
        {run ? (
          <DescriptionList
            items={[
              { term: t('state'), detail: <RunBadge status={run.status} /> },
              { term: t('asOf'), detail: <DateTime value={run.asOf} /> },
              { term: t('duration'), detail: <RunDuration ms={run.durationMs} /> },
              { term: t('walletsBilled'), detail: run.walletsBilled },
              {
                term: t('charged'),
                detail: <AmountList amounts={run.charged} />,
              },
            ]}
          />
        ) : (
          <p className="py-3 text-sm text-muted">{t('emptyText')}</p>
        )}
      </CardBody>
    </Card>
  )
}
