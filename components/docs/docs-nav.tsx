'use client'

import { ChevronsUpDown } from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { isCurrentPath } from '@/components/ui/is-current-path'

/** A part of the documentation with its pages. */
export type NavGroup = { title: string; links: readonly { href: string; label: string; exact?: boolean }[] }

type DocsNavProps = { label: string; groups: readonly NavGroup[] }

/** The pages of the documentation: at the side on a desktop; folded above the page on a phone. */
export function DocsNav({ label, groups }: DocsNavProps) {
  const pathname = usePathname()
  const current = groups.flatMap(({ links }) => links).find((link) => isCurrentPath(pathname, link))
  return (
    <>
      {/* Another page is another element, so that a choice folds it again. */}
      <details key={pathname} className="mb-8 rounded-card border border-line bg-surface lg:hidden">
        <summary className="flex h-11 items-center justify-between gap-3 rounded-card px-4 text-sm font-medium">
          <span className="truncate">{current?.label ?? label}</span>
          <ChevronsUpDown aria-hidden="true" className="size-4 shrink-0 text-subtle" />
        </summary>
        <nav aria-label={label} className="border-t border-line px-2 py-4">
          <Groups groups={groups} pathname={pathname} />
        </nav>
      </details>
      <nav
        aria-label={label}
        className="sticky top-16 -ml-2.5 hidden max-h-[calc(100dvh-4rem)] overflow-y-auto py-10 pr-2 pb-[calc(2.5rem+var(--clock-room))] lg:block"
      >
        <Groups groups={groups} pathname={pathname} />
      </nav>
    </>
  )
}

function Groups({ groups, pathname }: { groups: readonly NavGroup[]; pathname: string }) {
  return groups.map((group) => (
    <div key={group.title} className="mb-6 last:mb-0">
      <p className="px-2.5 pb-1.5 text-xs font-medium text-subtle">{group.title}</p>
      <ul>
        {group.links.map((link) => (
          <li key={link.href}>
            <Link
              href={link.href}
              aria-current={isCurrentPath(pathname, link) ? 'page' : undefined}
              className="flex min-h-10 items-center rounded-control px-2.5 py-1 text-sm text-muted transition-colors hover:bg-line/60 hover:text-ink aria-[current=page]:bg-line/70 aria-[current=page]:font-medium aria-[current=page]:text-ink lg:min-h-8"
            >
              {link.label}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  ))
}
