import { useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'

/** Says that this installation runs on test money. */
export function SandboxBadge() {
  const t = useTranslations('shell')
  return <Badge tone="accent">{t('sandbox')}</Badge>
}
