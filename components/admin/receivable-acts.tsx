'use client'

import { useTranslations } from 'next-intl'
import { confirmAction } from '@/app/_actions/confirm-action'
import type { Action } from '@/app/_actions/user-action'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'

type ReceivableActsProps = {
  receivableId: string
  /** Names the collection, so that sending it twice takes once. */
  formId: string
  collect: Action
  writeOff: Action
}

/** What an admin may do about money that is owed, each after asking. */
export function ReceivableActs({ receivableId, formId, collect, writeOff }: ReceivableActsProps) {
  const t = useTranslations('adminReturns')
  return (
    <div className="flex flex-wrap gap-2 sm:flex-nowrap sm:justify-end">
      <ConfirmDialog
        trigger={
          <Button variant="secondary" size="sm">
            {t('collect.do')}
          </Button>
        }
        title={t('collect.title')}
        description={t('collect.text')}
        confirmLabel={t('collect.do')}
        action={confirmAction(collect)}
        fields={{ receivable_id: receivableId, form_id: formId }}
        successMessage={t('collect.done')}
      />
      <ConfirmDialog
        trigger={
          <Button variant="danger-quiet" size="sm">
            {t('writeOff.do')}
          </Button>
        }
        title={t('writeOff.title')}
        description={t('writeOff.text')}
        confirmLabel={t('writeOff.do')}
        tone="danger"
        action={confirmAction(writeOff)}
        fields={{ receivable_id: receivableId }}
        successMessage={t('writeOff.done')}
      />
    </div>
  )
}
