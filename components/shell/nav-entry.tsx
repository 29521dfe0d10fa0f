'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { cn } from '@/components/ui/cn'
import { isCurrentPath } from '@/components/ui/is-current-path'

/** One destination of a shell's navigation. */
export type NavEntry = { href: string; label: string; icon: ReactNode; exact?: boolean }

const LOOKS = {
  sidebar:
    'flex h-9 items-center gap-2.5 rounded-control px-2.5 text-sm font-medium text-muted transition-colors hover:bg-line/60 hover:text-ink ' +
    'aria-[current=page]:bg-line/70 aria-[current=page]:text-ink [&_svg]:size-4 aria-[current=page]:[&_svg]:text-accent',
  bar:
    'relative flex h-16 min-w-0 flex-1 flex-col items-center justify-center gap-1 text-[0.6875rem]/4 font-medium tracking-[-0.02em] text-muted -outline-offset-4 ' +
    'aria-[current=page]:text-ink [&_svg]:size-5 aria-[current=page]:[&_svg]:text-accent ' +
    'aria-[current=page]:before:absolute aria-[current=page]:before:top-0 aria-[current=page]:before:h-0.5 aria-[current=page]:before:w-8 ' +
    'aria-[current=page]:before:rounded-full aria-[current=page]:before:bg-accent-strong',
}

/** A link of the sidebar or of the phone's bar, lit where we are. */
export function NavEntryLink({ entry, look }: { entry: NavEntry; look: keyof typeof LOOKS }) {
  const pathname = usePathname()
  return (
    <Link
      href={entry.href}
      aria-current={isCurrentPath(pathname, entry) ? 'page' : undefined}
      className={cn(LOOKS[look])}
    >
      {entry.icon}
      <span className="max-w-full truncate">{entry.label}</span>
    </Link>
  )
}
