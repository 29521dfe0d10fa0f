import { useTranslations } from 'next-intl'
import { PATHS } from '@/components/shell/paths'
import { Callout } from '@/components/ui/callout'
import { LinkButton } from '@/components/ui/link-button'

/** Says that events of Stripe fail; nothing where none do. */
export function StripeEventsCallout({ failed }: { failed: number }) {
  const t = useTranslations('adminStripeEvents')
  if (failed === 0) return null
  return (
    <Callout
      tone="warning"
      className="mb-5"
      title={t('callout', { count: failed })}
      action={
        <LinkButton href={PATHS.adminStripeEvents} variant="secondary" size="sm">
          {t('title')}
        </LinkButton>
      }
    >
      {t('calloutText')}
    </Callout>
  )
}
