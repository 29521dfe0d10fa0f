import { useTranslations } from 'next-intl'
import { Wordmark } from '@/components/brand/wordmark'
import { LinkButton } from '@/components/ui/link-button'
import { PATHS } from './paths'
import { PreferencesMenu } from './preferences-menu'

/** The top of the public pages. */
export function SiteHeader({ signedIn }: { signedIn: boolean }) {
  const t = useTranslations('shell')
  return (
    <header className="sticky top-0 z-30 border-b border-line/70 bg-canvas/90 backdrop-blur-md">
      <div className="mx-auto flex h-16 max-w-6xl items-center gap-1 px-4 sm:gap-2 sm:px-8">
        <Wordmark href={PATHS.home} />
        <nav aria-label={t('mainNav')} className="ml-auto flex items-center gap-1 sm:gap-2">
          <LinkButton href={PATHS.docs} variant="ghost" className="max-sm:hidden">
            {t('docs')}
          </LinkButton>
          {signedIn ? (
            <LinkButton href={PATHS.balance}>{t('openAccount')}</LinkButton>
          ) : (
            <>
              <LinkButton href={PATHS.signIn} variant="ghost" className="max-sm:px-3">
                {t('signIn')}
              </LinkButton>
              <LinkButton href={PATHS.signUp} className="max-sm:hidden">
                {t('signUp')}
              </LinkButton>
            </>
          )}
        </nav>
        <PreferencesMenu />
      </div>
    </header>
  )
}
