import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { subscriptionPath } from '@/components/shell/paths'
import { TextLink } from '@/components/ui/text-link'
import type { Subscription } from '@/lib/billing/subscriptions/subscription'

type SubscriptionNameProps = {
  subscription: Pick<Subscription, 'id' | 'name' | 'tariffName' | 'quantity'>
  /** Leads to its page, which only its own user may open. */
  linked?: boolean
}

/** The user's own name for it above the tariff's, or the tariff's alone; the number of pieces if there are several. */
export function SubscriptionName({ subscription, linked }: SubscriptionNameProps) {
  const t = useTranslations('tariffs')
  const { id, name, tariffName, quantity } = subscription
  const link = (words: ReactNode) =>
    linked ? <TextLink href={subscriptionPath(id)}>{words}</TextLink> : words
  const pieces = quantity > 1 && (
    <span className="font-normal whitespace-nowrap text-muted tabular-nums">{t('times', { quantity })}</span>
  )
  if (name === '') {
    return (
      <span className="min-w-0 font-medium break-words">
        {link(tariffName)} {pieces}
      </span>
    )
  }
  return (
    <span className="min-w-0">
      <span className="block font-medium break-words">{link(name)}</span>
      <span className="block text-[0.8125rem]/5 break-words text-muted">
        {tariffName} {pieces}
      </span>
    </span>
  )
}
