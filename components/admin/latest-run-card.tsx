import { useFormatter, useTranslations } from 'next-intl'
import { PATHS } from '@/components/shell/paths'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { TextLink } from '@/components/ui/text-link'
import type { BillingRun } from '@/lib/billing/runs/billing-run'
import { AmountList } from './amount-list'
import { RunAsOf } from './run-as-of'
import { RunDuration } from './run-duration'
import { RunState } from './run-state'

/** The latest pass of the billing and how it went. */
export function LatestRunCard({ run }: { run: BillingRun | undefined }) {
  const t = useTranslations('adminBilling')
  const format = useFormatter()
  const overview = useTranslations('adminOverview')
  return (
    <Card aria-labelledby="latest-run">
      <CardHeader
        id="latest-run"
        title={overview('latestRun')}
        action={
          <TextLink href={PATHS.adminBilling} className="inline-flex min-h-8 items-center text-sm">
            {overview('allRuns')}
          </TextLink>
        }
      />
      <CardBody className="pt-1 pb-2 sm:pt-1 sm:pb-2">
        {run ? (
          <DescriptionList
            items={[
              { term: t('state'), detail: <RunState run={run} /> },
              { term: t('asOf'), detail: <RunAsOf run={run} /> },
              { term: t('duration'), detail: <RunDuration ms={run.durationMs} /> },
              { term: t('walletsBilled'), detail: format.number(run.walletsBilled) },
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
