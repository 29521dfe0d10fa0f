import { RefreshEvery } from '@/components/account/refresh-every'
import type { BillingRun } from '@/lib/billing/runs/billing-run'

const REFRESH_SECONDS = 2

/** Keeps the page's figures up to date while one of its runs goes on. */
export function FollowRun({ runs }: { runs: readonly Pick<BillingRun, 'status'>[] }) {
  const isUnderWay = runs.some(({ status }) => status === 'running' || status === 'stopped')
  return isUnderWay && <RefreshEvery seconds={REFRESH_SECONDS} />
}
