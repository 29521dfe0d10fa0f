import { useTranslations } from 'next-intl'
import { topUpPath } from '@/components/shell/paths'
import { Callout } from '@/components/ui/callout'
import { LinkButton } from '@/components/ui/link-button'
import type { Subscription } from '@/lib/billing/subscriptions/subscription'
import { ResumeSubscription } from './resume-subscription'

/** Why a subscription stands still, with the way on. Nothing while it runs or was stopped. */
export function SubscriptionStandstill({ subscription }: { subscription: Subscription }) {
  const t = useTranslations('subscriptions')
  const { entitled, status, canResume, currency, resumesOnTopUp } = subscription
  if (entitled || status === 'canceled') return null
  if (canResume) {
    return (
      <Callout
        tone="warning"
        title={t('moneyTitle')}
        action={<ResumeSubscription subscription={subscription} variant="primary" />}
      >
        {t('moneyText')}
      </Callout>
    )
  }
  return (
    <Callout
      tone="danger"
      title={t('standsStill')}
      action={
        <LinkButton href={topUpPath({ currency })} className="max-sm:w-full">
          {t('topUpIn', { currency })}
        </LinkButton>
      }
    >
      {resumesOnTopUp ? t('noMoneyText') : t('noMoneyByHandText')}
    </Callout>
  )
}
