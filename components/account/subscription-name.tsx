import { useTranslations } from 'next-intl'
import type { Subscription } from '@/lib/billing/subscription'

type SubscriptionNameProps = { subscription: Pick<Subscription, 'name' | 'tariffName' | 'quantity'> }

/** The user's own name for it above the tariff's, or the tariff's alone; the number of pieces if there are several. */
export function SubscriptionName({ subscription: { name, tariffName, quantity } }: SubscriptionNameProps) {
  const t = useTranslations('tariffs')
  const pieces = quantity > 1 && (
    <span className="font-normal whitespace-nowrap text-muted tabular-nums">{t('times', { quantity })}</span>
  )
  if (name === '') {
    return (
      <span className="min-w-0 font-medium break-words">
        {tariffName} {pieces}
      </span>
    )
  }
  return (
    <span className="min-w-0">
      <span className="block font-medium break-words">{name}</span>
      <span className="block text-[0.8125rem]/5 break-words text-muted">
        {tariffName} {pieces}
      </span>
    </span>
  )
}
