import { ArrowLeft, ArrowRight } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { cn } from '@/components/ui/cn'

/** A page that one can turn to. */
export type TurnedPage = { href: string; title: string }

type PageTurnerProps = {
  /** All pages in their order. */
  pages: readonly TurnedPage[]
  /** The one that is open. */
  href: string
}

/** The pages before and after this one. */
export function PageTurner({ pages, href }: PageTurnerProps) {
  const t = useTranslations('docs')
  const place = pages.findIndex((page) => page.href === href)
  const [previous, next] = [pages[place - 1], pages[place + 1]]
  return (
    <nav aria-label={t('turnPages')} className="mt-14 grid gap-3 sm:grid-cols-2">
      {previous && (
        <Turn page={previous} word={t('previous')}>
          <ArrowLeft aria-hidden="true" className="size-4 shrink-0 text-subtle" />
        </Turn>
      )}
      {next && (
        <Turn page={next} word={t('next')} className="flex-row-reverse text-right sm:col-start-2">
          <ArrowRight aria-hidden="true" className="size-4 shrink-0 text-subtle" />
        </Turn>
      )}
    </nav>
  )
}

type TurnProps = { page: TurnedPage; word: string; className?: string; children: ReactNode }

function Turn({ page, word, className, children }: TurnProps) {
  return (
    <Link
      href={page.href}
      className={cn(
        'flex min-w-0 items-center gap-4 rounded-card border border-line bg-surface px-5 py-4 shadow-card transition-colors hover:border-line-strong',
        className,
      )}
    >
      {children}
      <span className="min-w-0 grow">
        <span className="block text-xs text-subtle">{word}</span>
        <span className="font-medium">{page.title}</span>
      </span>
    </Link>
  )
}
