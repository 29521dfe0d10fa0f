import { useTranslations } from 'next-intl'
import type { Refusal } from '@/app/_actions/user-action'
import { topUpPath } from '@/components/shell/paths'
import { Callout } from '@/components/ui/callout'
import { LinkButton } from '@/components/ui/link-button'

type SubscriptionRefusalProps = { refusal: Refusal | null; currency: string }

/** Why it was not done; for want of money, with the way to get some. */
export function SubscriptionRefusal({ refusal, currency }: SubscriptionRefusalProps) {
  const t = useTranslations('tariffs')
  if (refusal === null) return null
  const needsMoney = refusal.code === 'insufficient_funds'
  return (
    <Callout
      tone={needsMoney ? 'warning' : 'danger'}
      role="alert"
      action={needsMoney && <LinkButton href={topUpPath({ currency })}>{t('topUp')}</LinkButton>}
    >
      {refusal.message}
    </Callout>
  )
}
