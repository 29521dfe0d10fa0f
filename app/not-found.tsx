import { useTranslations } from 'next-intl'
import { MessagePage } from '@/components/shell/message-page'
import { PATHS } from '@/components/shell/paths'
import { LinkButton } from '@/components/ui/link-button'

export default function NotFound() {
  const t = useTranslations('errors')
  return (
    <MessagePage
      title={t('notFoundTitle')}
      text={t('notFoundText')}
      action={<LinkButton href={PATHS.home}>{t('home')}</LinkButton>}
    />
  )
}
