'use client'

import { Gift } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { toast } from 'sonner'
import type { Action } from '@/app/_actions/user-action'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/native-select'
import { DialogForm } from './dialog-form'

type BonusDialogProps = {
  action: Action
  userId: string
  /** Names this form, so that sending it twice gives once. */
  formId: string
  currencies: readonly { value: string; label: string; disabled?: boolean }[]
}

/** Asks how much to put on a user's balance, and why. */
export function BonusDialog({ action, userId, formId, currencies }: BonusDialogProps) {
  const t = useTranslations('adminUsers.bonus')
  const ui = useTranslations('ui')
  const currencyId = useId()
  const [open, setOpen] = useState(false)

  function done() {
    setOpen(false)
    toast.success(t('done'))
  }

  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button>
          <Gift aria-hidden="true" />
          {t('open')}
        </Button>
      }
      title={t('title')}
      description={t('text')}
    >
      <DialogForm
        action={action}
        onDone={done}
        submitLabel={t('submit')}
        cancelLabel={ui('cancel')}
        ownFields={['value']}
        fields={(refusal) => (
          <>
            <input type="hidden" name="user_id" value={userId} />
            <input type="hidden" name="form_id" value={formId} />
            <div className="grid grid-cols-2 gap-4">
              <Field label={t('amount')} error={refusal?.field === 'value' && t('refusedAmount')}>
                <Input name="value" required numeric inputMode="decimal" autoComplete="off" />
              </Field>
              <div className="flex min-w-0 flex-col gap-1.5">
                <label htmlFor={currencyId} className="text-sm font-medium">
                  {t('currency')}
                </label>
                <NativeSelect id={currencyId} name="currency" items={currencies} />
              </div>
            </div>
            <Field label={t('reason')} hint={t('reasonHint')}>
              <Input name="reason" required maxLength={200} autoComplete="off" />
            </Field>
          </>
        )}
      />
    </Dialog>
  )
}
