import { useFormatter, useTranslations } from 'next-intl'
import { PATHS } from '@/components/shell/paths'
import { Callout } from '@/components/ui/callout'
import { TextLink } from '@/components/ui/text-link'
import type { BillingState } from '@/lib/billing/runs/read-billing-state'

type BillingCalloutProps = {
  state: Pick<BillingState, 'isBehind' | 'behindHours' | 'billedUpTo'>
  /** Whether to lead to the list of runs, for pages that do not show it. */
  linked?: boolean
}

/** Says that hours are missing, or that the latest run did not go well. Nothing when billing keeps up. */
export function BillingCallout({ state, linked }: BillingCalloutProps) {
  const t = useTranslations('adminBilling')
  const format = useFormatter()
  if (!state.isBehind) return null
  return (
    <Callout
      tone="warning"
      role="status"
      title={t('behindTitle', { count: state.behindHours })}
      action={linked && <TextLink href={PATHS.adminBilling}>{t('behindAction')}</TextLink>}
    >
      {state.billedUpTo
        ? t('behindText', { at: format.dateTime(state.billedUpTo, 'instant') })
        : t('behindNever')}
    </Callout>
  )
}
