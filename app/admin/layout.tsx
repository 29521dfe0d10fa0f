import type { ReactNode } from 'react'
import { AdminShell } from '@/components/shell/admin-shell'
import { signOutAction } from '@/lib/auth/actions'
import { getSession } from '@/lib/auth/session'
import { env } from '@/lib/env'

export default async function AdminLayout({ children }: { children: ReactNode }) {
  const actor = await getSession()
  // Each page asks for an admin itself: it sends visitors to sign in, and does not exist for anyone else.
  if (actor?.role !== 'admin') return children
  return (
    <AdminShell
      user={{ email: actor.email, name: actor.name, isAdmin: true }}
      signOutAction={signOutAction}
      sandbox={env().HOURGLASS_SANDBOX}
    >
      {children}
    </AdminShell>
  )
}
