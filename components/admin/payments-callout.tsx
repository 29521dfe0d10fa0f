import { useTranslations } from 'next-intl'
import { PATHS } from '@/components/shell/paths'
import { Callout } from '@/components/ui/callout'
import { LinkButton } from '@/components/ui/link-button'

/** Says that payments wait for a person; nothing where none do. */
export function PaymentsCallout({ quarantined }: { quarantined: number }) {
  const t = useTranslations('adminOverview')
  if (quarantined === 0) return null
  return (
    <Callout
      tone="danger"
      title={t('quarantineTitle', { count: quarantined })}
      action={
        <LinkButton href={`${PATHS.adminPayments}?show=quarantined`} variant="secondary" size="sm">
          {t('quarantineAction')}
        </LinkButton>
      }
    >
      {t('quarantineText')}
    </Callout>
  )
}
