import { ArrowRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { PATHS } from '@/components/shell/paths'
import { LinkButton } from '@/components/ui/link-button'
import { WalletScene } from './wallet-scene'

/** What Hourglass is in two sentences, and a wallet that runs. */
export function Hero() {
  const t = useTranslations('site.hero')
  return (
    <section className="mx-auto grid max-w-6xl grid-cols-[minmax(0,1fr)] items-center gap-12 px-4 pt-10 pb-16 sm:px-8 sm:pt-16 sm:pb-24 lg:grid-cols-[minmax(0,1.05fr)_minmax(0,1fr)] lg:gap-16">
      <div>
        <h1 className="text-[2.5rem]/11 font-semibold tracking-[-0.035em] text-ink sm:text-6xl/16">
          {t.rich('title', { line: (chunks) => <span className="block">{chunks}</span> })}
        </h1>
        <p className="mt-5 max-w-xl text-[1.0625rem]/7 text-muted sm:mt-6 sm:text-lg/8">{t('lead')}</p>
        <div className="mt-8 flex flex-col gap-3 sm:flex-row">
          <LinkButton href={PATHS.signUp} size="lg">
            {t('start')}
            <ArrowRight aria-hidden="true" />
          </LinkButton>
          <LinkButton href={PATHS.api} size="lg" variant="secondary">
            {t('api')}
          </LinkButton>
        </div>
        <p className="mt-5 text-sm text-subtle">{t('note')}</p>
      </div>
      <WalletScene />
    </section>
  )
}
