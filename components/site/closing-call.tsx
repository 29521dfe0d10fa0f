import { useTranslations } from 'next-intl'
import { Mark } from '@/components/brand/mark'
import { PATHS } from '@/components/shell/paths'
import { LinkButton } from '@/components/ui/link-button'

/** The last word of the landing page: the way in. */
export function ClosingCall() {
  const t = useTranslations('site.closing')
  return (
    <section className="mx-auto flex max-w-6xl flex-col items-center px-4 py-20 text-center sm:px-8 sm:py-28">
      <Mark className="size-10" />
      <h2 className="mt-6 max-w-xl text-[1.75rem]/9 font-semibold tracking-[-0.025em] sm:text-4xl/11">
        {t('title')}
      </h2>
      <p className="mt-3 max-w-lg text-base/7 text-muted">{t('text')}</p>
      <div className="mt-8 flex w-full flex-col gap-3 sm:w-auto sm:flex-row">
        <LinkButton href={PATHS.signUp} size="lg">
          {t('signUp')}
        </LinkButton>
        <LinkButton href={PATHS.signIn} size="lg" variant="secondary">
          {t('signIn')}
        </LinkButton>
      </div>
    </section>
  )
}
