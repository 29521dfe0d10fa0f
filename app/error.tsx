'use client'

import { useTranslations } from 'next-intl'
import { MessagePage } from '@/components/shell/message-page'
import { PATHS } from '@/components/shell/paths'
import { Button } from '@/components/ui/button'
import { LinkButton } from '@/components/ui/link-button'

/** The digest names the server's log entry; the error's own words may hold what the visitor must not see. */
function digestOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('digest' in error)) return undefined
  return typeof error.digest === 'string' ? error.digest : undefined
}

export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  const t = useTranslations('errors')
  const digest = digestOf(error)
  return (
    <MessagePage
      title={t('crashTitle')}
      text={t('crashText')}
      detail={digest && t('crashCode', { digest })}
      action={
        <>
          <Button onClick={retry}>{t('retry')}</Button>
          <LinkButton href={PATHS.home} variant="secondary">
            {t('home')}
          </LinkButton>
        </>
      }
    />
  )
}
