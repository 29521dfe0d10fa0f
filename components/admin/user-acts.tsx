'use client'

import { useTranslations } from 'next-intl'
import { confirmAction } from '@/app/_actions/confirm-action'
import type { Action } from '@/app/_actions/user-action'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'

type UserActsProps = {
  user: { id: string; email: string; isAdmin: boolean; isBlocked: boolean }
  block: Action
  unblock: Action
  setRole: Action
}

/** What an admin may do to another user's account, each after asking. */
export function UserActs({ user, block, unblock, setRole }: UserActsProps) {
  const t = useTranslations('adminUsers')
  const role = user.isAdmin ? 'removeAdmin' : 'makeAdmin'
  const access = user.isBlocked ? 'unblock' : 'block'
  return (
    <>
      {/* Keyed by what it does: a dialog that closes after its act must not turn into the opposite one. */}
      <ConfirmDialog
        key={role}
        trigger={<Button variant="secondary">{t(`${role}.do`)}</Button>}
        title={t(`${role}.title`, { email: user.email })}
        description={t(`${role}.text`)}
        confirmLabel={t(`${role}.do`)}
        action={confirmAction(setRole)}
        fields={{ user_id: user.id, role: user.isAdmin ? 'user' : 'admin' }}
        successMessage={t(`${role}.done`)}
      />
      <ConfirmDialog
        key={access}
        trigger={<Button variant={user.isBlocked ? 'secondary' : 'danger-quiet'}>{t(`${access}.do`)}</Button>}
        title={t(`${access}.title`, { email: user.email })}
        description={t(`${access}.text`)}
        confirmLabel={t(`${access}.do`)}
        tone={user.isBlocked ? 'primary' : 'danger'}
        action={confirmAction(user.isBlocked ? unblock : block)}
        fields={{ user_id: user.id }}
        successMessage={t(`${access}.done`)}
      />
    </>
  )
}
