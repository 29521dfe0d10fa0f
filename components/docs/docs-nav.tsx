'use client'

import { ChevronsUpDown } from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { cn } from '@/components/ui/cn'
import { isCurrentPath } from '@/components/ui/is-current-path'

/** A page of the documentation, with the pages below it. */
export type NavLink = {
  href: string
  label: string
  exact?: boolean
  below?: readonly NavLink[]
}

/** A part of the documentation with its pages. */
export type NavGroup = { title: string; links: readonly NavLink[] }

type DocsNavProps = { label: string; groups: readonly NavGroup[] }

/** The pages of the documentation: at the side on a desktop; folded above the page on a phone. */
export function DocsNav({ label, groups }: DocsNavProps) {
  const pathname = usePathname()
  const side = useScrolledToCurrent(pathname)
  const links = groups.flatMap((group) => group.links)
  const current = links
    .flatMap((link) => [...(link.below ?? []), link])
    .find((link) => isCurrentPath(pathname, link))
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
        ref={side}
        aria-label={label}
        className="sticky top-16 -ml-2.5 hidden max-h-[calc(100dvh-4rem)] overflow-y-auto py-10 pr-2 pb-[calc(2.5rem+var(--clock-room))] lg:block"
      >
        <Groups groups={groups} pathname={pathname} />
      </nav>
    </>
  )
}

/** Keeps the entry of the open page in sight, without moving the page itself. */
function useScrolledToCurrent(pathname: string) {
  const ref = useRef<HTMLElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page has another current entry.
  useEffect(() => {
    const current = ref.current?.querySelector('[aria-current=page]')
    if (!ref.current || !current) return
    const [frame, entry] = [ref.current.getBoundingClientRect(), current.getBoundingClientRect()]
    const isInSight = entry.top >= frame.top && entry.bottom <= frame.bottom
    if (!isInSight) ref.current.scrollTop += entry.top - frame.top - frame.height / 2
  }, [pathname])
  return ref
}

function Groups({ groups, pathname }: { groups: readonly NavGroup[]; pathname: string }) {
  return groups.map((group) => (
    <div key={group.title} className="mb-6 last:mb-0">
      <p className="px-2.5 pb-1.5 text-xs font-medium text-subtle">{group.title}</p>
      <Links links={group.links} pathname={pathname} />
    </div>
  ))
}

type LinksProps = { links: readonly NavLink[]; pathname: string; className?: string }

/** Pages with those below the one that is open. */
function Links({ links, pathname, className }: LinksProps) {
  return (
    <ul className={className}>
      {links.map((link) => {
        const isWithin = isCurrentPath(pathname, link)
        return (
          <li key={link.href}>
            <Link
              href={link.href}
              aria-current={pathname === link.href ? 'page' : isWithin ? 'true' : undefined}
              className={cn(
                'flex min-h-10 items-center rounded-control px-2.5 py-1 text-sm text-muted transition-colors hover:bg-line/60 hover:text-ink lg:min-h-8',
                'aria-[current]:font-medium aria-[current]:text-ink aria-[current=page]:bg-line/70',
              )}
            >
              {link.label}
            </Link>
            {link.below && isWithin && (
              <Links
                links={link.below}
                pathname={pathname}
                className="my-1 ml-3 border-l border-line pl-1.5 [&_a]:text-[0.8125rem]/5"
              />
            )}
          </li>
        )
      })}
    </ul>
  )
}
