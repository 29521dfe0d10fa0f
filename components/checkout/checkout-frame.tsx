import type { ReactNode } from 'react'
import { Wordmark } from '@/components/brand/wordmark'
import { PATHS } from '@/components/shell/paths'
import { PreferencesMenu } from '@/components/shell/preferences-menu'
import { SandboxBadge } from '@/components/shell/sandbox-badge'
import { MAIN_ID, SkipLink } from '@/components/shell/skip-link'

/** The frame of paying: nothing beside the payment but the way home. */
export function CheckoutFrame({ sandbox, children }: { sandbox: boolean; children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      <header className="mx-auto flex h-16 w-full max-w-5xl items-center gap-2 px-4 sm:px-8">
        <Wordmark href={PATHS.balance} />
        {sandbox && <SandboxBadge />}
        <div className="ml-auto">
          <PreferencesMenu />
        </div>
      </header>
      <main
        id={MAIN_ID}
        tabIndex={-1}
        className="mx-auto w-full max-w-5xl flex-1 px-4 pt-4 pb-16 outline-hidden sm:px-8 sm:pt-[6vh]"
      >
        {children}
      </main>
    </div>
  )
}
