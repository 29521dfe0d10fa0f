import type { ReactNode } from 'react'
import { AccountShell } from '@/components/shell/account-shell'
import { signOutAction } from '@/lib/auth/actions'
import { getSession } from '@/lib/auth/session'
import { env } from '@/lib/env'

export default async function AccountLayout({ children }: { children: ReactNode }) {
  const actor = await getSession()
  // Each page asks for a user itself and knows where to come back to, so the visitor is sent away from there.
  if (!actor) return children
  return (
    <AccountShell
      user={{ email: actor.email, name: actor.name, isAdmin: actor.role === 'admin' }}
      signOutAction={signOutAction}
      sandbox={env().HOURGLASS_SANDBOX}
    >
      {children}
    </AccountShell>
  )
}
