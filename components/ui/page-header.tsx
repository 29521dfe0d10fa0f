import { ArrowLeft } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'

type PageHeaderProps = {
  title: ReactNode
  description?: ReactNode
  /** Buttons at the end of the line; below the title on a phone. */
  actions?: ReactNode
  /** The page above this one. */
  back?: { href: string; label: string }
  /** A badge beside the title. */
  badge?: ReactNode
}

/** The page's one `h1`, what the page is for, and what can be done here. */
export function PageHeader({ title, description, actions, back, badge }: PageHeaderProps) {
  return (
    <header className="mb-6 sm:mb-8">
      {back && (
        <Link
          href={back.href}
          className="mb-3 -ml-1 inline-flex min-h-8 items-center gap-1.5 rounded-control px-1 text-sm text-muted hover:text-ink"
        >
          <ArrowLeft aria-hidden="true" className="size-4" />
          {back.label}
        </Link>
      )}
      <div className="flex flex-col gap-4 sm:flex-row sm:items-start sm:justify-between">
        <div className="min-w-0">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <h1 className="text-2xl/8 font-semibold tracking-[-0.02em] break-words text-ink">{title}</h1>
            {badge}
          </div>
          {description && <p className="mt-1 max-w-2xl text-sm/6 text-muted">{description}</p>}
        </div>
        {actions && <div className="flex shrink-0 flex-wrap items-center gap-2">{actions}</div>}
      </div>
    </header>
  )
}
