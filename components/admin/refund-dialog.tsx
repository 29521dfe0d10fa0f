'use client'

import { Undo2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { Action } from '@/app/_actions/user-action'
import { FormDialog } from '@/components/forms/form-dialog'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'

type RefundDialogProps = {
  action: Action
  paymentId: string
  /** Names this form, so that sending it twice gives back once. */
  formId: string
  /** What is left of the payment: major units as people type them, and with the currency. */
  refundable: { typed: string; shown: string }
  currency: string
}

/** Asks how much of a payment to give back, and why. */
export function RefundDialog({ action, paymentId, formId, refundable, currency }: RefundDialogProps) {
  const t = useTranslations('adminReturns.refund')
  return (
    <FormDialog
      trigger={
        <Button>
          <Undo2 aria-hidden="true" />
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
          <input type="hidden" name="payment_id" value={paymentId} />
          <input type="hidden" name="form_id" value={formId} />
          <Field
            label={t('amount', { currency })}
            hint={t('amountHint', { refundable: refundable.shown })}
            error={refusal?.field === 'value' && refusal.message}
          >
            <Input
              name="value"
              required
              numeric
              inputMode="decimal"
              autoComplete="off"
              defaultValue={refundable.typed}
            />
          </Field>
          <Field label={t('reason')} hint={t('reasonHint')}>
            <Input name="reason" required maxLength={200} autoComplete="off" />
          </Field>
        </>
      )}
    />
  )
}
