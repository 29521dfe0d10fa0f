import { useTranslations } from 'next-intl'
import { resumeSubscription } from '@/app/_actions/subscriptions'
import { Button } from '@/components/ui/button'
import type { ButtonVariant } from '@/components/ui/button-class'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import type { Subscription } from '@/lib/billing/subscriptions/subscription'
import { ForeseenChange } from './foreseen-change'

type ResumeSubscriptionProps = {
  subscription: Pick<Subscription, 'id' | 'name' | 'tariffName' | 'currency'>
  variant?: ButtonVariant
}

/** The button that lets a suspended subscription run on, and the question behind it. */
export function ResumeSubscription({ subscription, variant = 'secondary' }: ResumeSubscriptionProps) {
  const t = useTranslations('tariffs')
  const { id, currency } = subscription
  const name = subscription.name || subscription.tariffName
  return (
    <ConfirmDialog
      trigger={
        <Button variant={variant} size="sm" aria-label={t('resumeNamed', { name })}>
          {t('resume')}
        </Button>
      }
      title={t('resumeTitle', { name })}
      description={t('resumeText')}
      confirmLabel={t('resume')}
      action={resumeSubscription}
      fields={{ subscription: id }}
      successMessage={t('resumed', { name })}
    >
      <ForeseenChange change="resume" subscriptionId={id} currency={currency} />
    </ConfirmDialog>
  )
}
