import Link from 'next/link'
import { TAB_CLASS, TAB_LIST_CLASS } from '@/components/ui/tab-class'

type FilterLinksProps = {
  label: string
  items: readonly { href: string; label: string; isCurrent: boolean }[]
}

/** Links that choose what a list shows; they look like tabs. */
export function FilterLinks({ label, items }: FilterLinksProps) {
  return (
    <nav aria-label={label} className={TAB_LIST_CLASS}>
      {items.map(({ href, label: words, isCurrent }) => (
        <Link key={href} href={href} aria-current={isCurrent ? 'page' : undefined} className={TAB_CLASS}>
          {words}
        </Link>
      ))}
    </nav>
  )
}
