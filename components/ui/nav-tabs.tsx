'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { isCurrentPath } from './is-current-path'
import { TAB_CLASS, TAB_LIST_CLASS } from './tab-class'

type NavTabsProps = {
  label: string
  /** `exact` lights a tab on its own path alone, not on those below it. */
  items: readonly { href: string; label: string; exact?: boolean }[]
}

/** Links between sibling pages that look like tabs; each is a page of its own. */
export function NavTabs({ label, items }: NavTabsProps) {
  const pathname = usePathname()
  return (
    <nav aria-label={label} className={TAB_LIST_CLASS}>
      {items.map((item) => (
        <Link
          key={item.href}
          href={item.href}
          aria-current={isCurrentPath(pathname, item) ? 'page' : undefined}
          className={TAB_CLASS}
        >
          {item.label}
        </Link>
      ))}
    </nav>
  )
}
