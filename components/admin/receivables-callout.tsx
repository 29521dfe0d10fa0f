import { useTranslations } from 'next-intl'
import { PATHS } from '@/components/shell/paths'
import { Callout } from '@/components/ui/callout'
import { LinkButton } from '@/components/ui/link-button'

/** Says that debts wait for a decision; nothing where none do. */
export function ReceivablesCallout({ open }: { open: number }) {
  const t = useTranslations('adminReturns')
  if (open === 0) return null
  return (
    <Callout
      tone="warning"
      title={t('owedTitle', { count: open })}
      action={
        <LinkButton href={PATHS.adminReceivables} variant="secondary" size="sm">
          {t('owedAction')}
        </LinkButton>
      }
    >
      {t('owedText')}
    </Callout>
  )
}
