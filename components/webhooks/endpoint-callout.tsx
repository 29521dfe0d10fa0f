import { useTranslations } from 'next-intl'
import { DateTime } from '@/components/time/date-time'
import { Callout } from '@/components/ui/callout'
import type { WebhookEndpoint } from '@/lib/webhooks/webhook-endpoint'

/** What to know about an endpoint that hears of nothing, or takes nothing; nothing while all is well. */
export function EndpointCallout({ endpoint }: { endpoint: WebhookEndpoint }) {
  const t = useTranslations('webhooks')
  const { enabled, switchedOffReason, switchedOffAt, failingSince } = endpoint
  const off = { instant: () => <DateTime value={switchedOffAt ?? endpoint.createdAt} /> }
  const since = { instant: () => <DateTime value={failingSince ?? endpoint.createdAt} /> }
  if (switchedOffReason === 'gone') {
    return (
      <Callout tone="danger" title={t('gone')}>
        {t.rich('goneText', off)}
      </Callout>
    )
  }
  if (switchedOffReason === 'failing') {
    return (
      <Callout tone="danger" title={t('failedLong')}>
        {t.rich('failedLongText', since)}
      </Callout>
    )
  }
  if (!enabled) return <Callout title={t('offByOwner')}>{t('offByOwnerText')}</Callout>
  if (!failingSince) return null
  return (
    <Callout tone="warning" title={t('failingNow')}>
      {t.rich('failingNowText', since)}
    </Callout>
  )
}
