import { useTranslations } from 'next-intl'
import { stopSubscription } from '@/app/_actions/subscriptions'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import type { Subscription } from '@/lib/billing/subscriptions/subscription'
import { ForeseenChange } from './foreseen-change'

type StopSubscriptionProps = {
  subscription: Pick<Subscription, 'id' | 'name' | 'tariffName' | 'currency' | 'entitled'>
}

/** The button that stops a subscription for good, and the question behind it. */
export function StopSubscription({ subscription }: StopSubscriptionProps) {
  const t = useTranslations('tariffs')
  const { id, currency, entitled } = subscription
  const name = subscription.name || subscription.tariffName
  return (
    <ConfirmDialog
      trigger={
        <Button variant="danger-quiet" size="sm" aria-label={t('stopNamed', { name })}>
          {t('stop')}
        </Button>
      }
      title={t('stopTitle', { name })}
      description={entitled ? t('stopText') : t('stopSuspendedText')}
      confirmLabel={t('stop')}
      tone="danger"
      action={stopSubscription}
      fields={{ subscription: id }}
      successMessage={t('stopped', { name })}
    >
      {entitled && <ForeseenChange change="stop" subscriptionId={id} currency={currency} />}
    </ConfirmDialog>
  )
}
