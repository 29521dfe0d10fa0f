import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Mark } from '@/components/brand/mark'
import { PATHS } from './paths'

/** The foot of the public pages. */
export function SiteFooter() {
  const t = useTranslations('shell')
  const links = [
    { href: PATHS.docs, label: t('docs') },
    { href: PATHS.signIn, label: t('signIn') },
    { href: PATHS.signUp, label: t('signUp') },
  ]
  return (
    <footer className="border-t border-line">
      <div className="mx-auto flex max-w-6xl flex-col gap-6 px-4 pt-10 pb-[calc(2.5rem+var(--clock-room))] text-sm text-muted sm:flex-row sm:items-center sm:justify-between sm:px-8">
        <p className="flex items-center gap-2.5">
          <Mark className="size-5 text-ink" />
          {t('tagline')}
        </p>
        <nav aria-label={t('footerNav')} className="flex flex-wrap gap-x-6 gap-y-2">
          {links.map((link) => (
            <Link key={link.href} href={link.href} className="rounded-sm py-1 hover:text-ink">
              {link.label}
            </Link>
          ))}
        </nav>
      </div>
    </footer>
  )
}
