import type { ReactNode } from 'react'
import { Wordmark } from '@/components/brand/wordmark'
import { PATHS } from './paths'
import { PreferencesMenu } from './preferences-menu'
import { MAIN_ID, SkipLink } from './skip-link'

type AuthShellProps = {
  title: ReactNode
  description?: ReactNode
  /** A line below the card, such as the way to the other form. */
  footer?: ReactNode
  children: ReactNode
}

/** The frame of signing in and up: one card in the middle of the page. */
export function AuthShell({ title, description, footer, children }: AuthShellProps) {
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      <header className="flex h-16 items-center justify-between px-4 sm:px-8">
        <Wordmark href={PATHS.home} />
        <PreferencesMenu />
      </header>
      <main
        id={MAIN_ID}
        tabIndex={-1}
        className="mx-auto flex w-full max-w-[26rem] flex-1 flex-col px-4 pt-[6vh] pb-[calc(3rem+var(--clock-room))] outline-hidden"
      >
        <h1 className="text-2xl/8 font-semibold tracking-[-0.02em]">{title}</h1>
        {description && <p className="mt-1.5 text-sm/6 text-muted">{description}</p>}
        <div className="mt-6 rounded-card border border-line bg-surface p-5 shadow-card sm:p-7">
          {children}
        </div>
        {footer && <div className="mt-6 text-center text-sm text-muted">{footer}</div>}
      </main>
    </div>
  )
}
