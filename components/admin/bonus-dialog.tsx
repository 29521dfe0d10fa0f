'use client'

import { Gift } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { Action } from '@/app/_actions/user-action'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { type CurrencyItems, CurrencySelect } from './currency-select'
import { FormDialog } from './form-dialog'

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
        <>
          <input type="hidden" name="user_id" value={userId} />
          <input type="hidden" name="form_id" value={formId} />
          <div className="grid grid-cols-2 gap-4">
            <Field label={t('amount')} error={refusal?.field === 'value' && t('refusedAmount')}>
              <Input name="value" required numeric inputMode="decimal" autoComplete="off" />
            </Field>
            <CurrencySelect label={t('currency')} items={currencies} />
          </div>
          <Field label={t('reason')} hint={t('reasonHint')}>
            <Input name="reason" required maxLength={200} autoComplete="off" />
          </Field>
        </>
      )}
    />
  )
}
