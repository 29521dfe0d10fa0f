'use client'

import { Gift } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { Action } from '@/app/_actions/user-action'
import { FormDialog } from '@/components/forms/form-dialog'
import { Button } from '@/components/ui/button'
import { CorrectionFields } from './correction-fields'
import type { CurrencyItems } from './currency-select'

type BonusDialogProps = {
  action: Action
  userId: string
  /** Names this form, so that sending it twice gives once. */
  formId: string
  currencies: CurrencyItems
}

/** Asks how much to put on a user's balance, and why. */
export function BonusDialog({ action, userId, formId, currencies }: BonusDialogProps) {
  const t = useTranslations('adminUsers.bonus')
  return (
    <FormDialog
      trigger={
        <Button>
          <Gift aria-hidden="true" />
          {t('open')}
        </Button>
      }
      title={t('title')}
      description={t('text')}
      action={action}
      successMessage={t('done')}
      submitLabel={t('submit')}
      ownFields={['value']}
      fields={(refusal) => (
        <CorrectionFields userId={userId} formId={formId} currencies={currencies} refusal={refusal} />
      )}
    />
  )
}
