import type { ReactNode } from 'react'
import { SiteFooter } from '@/components/shell/site-footer'
import { SiteHeader } from '@/components/shell/site-header'
import { MAIN_ID, SkipLink } from '@/components/shell/skip-link'
import { getSession } from '@/lib/auth/session'

export default async function SiteLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <SkipLink />
      <SiteHeader signedIn={(await getSession()) !== null} />
      <main id={MAIN_ID} tabIndex={-1} className="overflow-x-clip outline-hidden">
        {children}
      </main>
      <SiteFooter />
    </>
  )
}
