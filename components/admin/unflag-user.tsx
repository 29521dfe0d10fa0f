'use client'

import { useTranslations } from 'next-intl'
import { confirmAction } from '@/app/_actions/confirm-action'
import type { Action } from '@/app/_actions/user-action'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'

type UnflagUserProps = { action: Action; userId: string; email: string }

/** Takes the mark off a user that a dispute has put on them, after asking. */
export function UnflagUser({ action, userId, email }: UnflagUserProps) {
  const t = useTranslations('adminReturns.unflag')
  return (
    <ConfirmDialog
      trigger={<Button variant="secondary">{t('do')}</Button>}
      title={t('title', { email })}
      description={t('text')}
      confirmLabel={t('do')}
      action={confirmAction(action)}
      fields={{ user_id: userId }}
      successMessage={t('done')}
    />
  )
}
