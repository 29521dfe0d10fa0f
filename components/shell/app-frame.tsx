import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Wordmark } from '@/components/brand/wordmark'
import { type NavEntry, NavEntryLink } from './nav-entry'
import { SandboxBadge } from './sandbox-badge'
import type { ShellUser } from './shell-user'
import { MAIN_ID, SkipLink } from './skip-link'
import { UserMenu } from './user-menu'

/** How many destinations a phone's bar has room for; the rest are in the menu of the user. */
const BAR_ROOM = 5

type AppFrameProps = {
  user: ShellUser
  signOutAction: () => Promise<void>
  /** The first five are in a phone's bar. */
  entries: readonly NavEntry[]
  /** Entries of another area, set apart at the end of the sidebar. */
  moreEntries?: readonly NavEntry[]
  homeHref: string
  /** Beside the name, such as “Admin”. */
  badge?: ReactNode
  /** Shows that no real money moves here. */
  sandbox?: boolean
  children: ReactNode
}

/** The frame of every signed-in page: a sidebar on a desktop; a top bar and a bar of destinations on a phone. */
export function AppFrame({
  user,
  signOutAction,
  entries,
  moreEntries = [],
  children,
  ...props
}: AppFrameProps) {
  const t = useTranslations('shell')
  const destinations = [...entries, ...moreEntries]
  return (
    <div className="min-h-dvh md:grid md:grid-cols-[15rem_minmax(0,1fr)] print:block">
      <SkipLink />

      <header className="sticky top-0 z-30 flex h-14 items-center gap-2 border-b border-line bg-canvas/90 px-4 backdrop-blur-md md:hidden print:hidden">
        <Wordmark href={props.homeHref} />
        {props.badge}
        {props.sandbox && <SandboxBadge />}
        <div className="-mr-1.5 ml-auto">
          <UserMenu
            user={user}
            signOutAction={signOutAction}
            look="avatar"
            links={destinations.slice(BAR_ROOM)}
          />
        </div>
      </header>

      <aside className="sticky top-0 hidden h-dvh flex-col border-r border-line bg-sunken/70 p-3 md:flex print:hidden">
        <div className="mb-5 flex items-center justify-between gap-2 px-2 pt-2">
          <Wordmark href={props.homeHref} />
          {props.badge ?? (props.sandbox && <SandboxBadge />)}
        </div>
        <nav aria-label={t('mainNav')} className="flex flex-1 flex-col gap-0.5 overflow-y-auto">
          {entries.map((entry) => (
            <NavEntryLink key={entry.href} entry={entry} look="sidebar" />
          ))}
          {moreEntries.length > 0 && <div className="mx-2.5 my-2.5 h-px bg-line-strong/70" />}
          {moreEntries.map((entry) => (
            <NavEntryLink key={entry.href} entry={entry} look="sidebar" />
          ))}
        </nav>
        {props.badge && props.sandbox && (
          <div className="px-2.5 pb-2">
            <SandboxBadge />
          </div>
        )}
        <UserMenu user={user} signOutAction={signOutAction} look="row" />
      </aside>

      <main
        id={MAIN_ID}
        tabIndex={-1}
        className="mx-auto w-full max-w-5xl px-4 pt-6 pb-[calc(6.5rem+var(--clock-room))] outline-hidden sm:px-8 md:pt-10 md:pb-16 print:max-w-none print:p-0"
      >
        {children}
      </main>

      <nav
        aria-label={t('mainNav')}
        data-phone-bar=""
        className="fixed inset-x-0 bottom-0 z-30 flex border-t border-line bg-surface/95 pb-[env(safe-area-inset-bottom)] backdrop-blur-md md:hidden print:hidden"
      >
        {destinations.slice(0, BAR_ROOM).map((entry) => (
          <NavEntryLink key={entry.href} entry={entry} look="bar" />
        ))}
      </nav>
    </div>
  )
}
