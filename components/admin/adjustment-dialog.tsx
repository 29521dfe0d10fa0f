'use client'

import { Scale } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { Action } from '@/app/_actions/user-action'
import { FormDialog } from '@/components/forms/form-dialog'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { CorrectionFields } from './correction-fields'
import type { CurrencyItems } from './currency-select'

type AdjustmentDialogProps = {
  action: Action
  userId: string
  /** Names this form, so that sending it twice corrects once. */
  formId: string
  currencies: CurrencyItems
}

/** Asks by how much a user's balance is to be corrected, up or down, and why. */
export function AdjustmentDialog({ action, userId, formId, currencies }: AdjustmentDialogProps) {
  const t = useTranslations('adminAdjustment')
  return (
    <FormDialog
      trigger={
        <Button variant="secondary">
          <Scale aria-hidden="true" />
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
        <>
          <fieldset className="flex min-w-0 flex-col gap-1">
            <legend className="mb-1 text-sm font-medium">{t('direction')}</legend>
            <Checkbox type="radio" name="direction" value="add" required label={t('add')} />
            <Checkbox type="radio" name="direction" value="take" required label={t('take')} />
          </fieldset>
          <CorrectionFields userId={userId} formId={formId} currencies={currencies} refusal={refusal} />
        </>
      )}
    />
  )
}
