'use client'

import { Plus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { toast } from 'sonner'
import type { Action } from '@/app/_actions/user-action'
import { adminTariffPath } from '@/components/shell/paths'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/native-select'
import { Textarea } from '@/components/ui/textarea'
import { DialogForm } from './dialog-form'

type CreateTariffDialogProps = {
  action: Action<{ id: string }>
  currencies: readonly { value: string; label: string; disabled?: boolean }[]
}

/** Asks for a new tariff's name, currency and price, and leads to its page. */
export function CreateTariffDialog({ action, currencies }: CreateTariffDialogProps) {
  const t = useTranslations('adminTariffs')
  const ui = useTranslations('ui')
  const router = useRouter()
  const currencyId = useId()
  const [open, setOpen] = useState(false)

  function done({ id }: { id: string }) {
    setOpen(false)
    toast.success(t('created'))
    router.push(adminTariffPath(id))
  }

  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button>
          <Plus aria-hidden="true" />
          {t('create')}
        </Button>
      }
      title={t('createTitle')}
      description={t('createText')}
    >
      <DialogForm
        action={action}
        onDone={done}
        submitLabel={t('createSubmit')}
        cancelLabel={ui('cancel')}
        ownFields={['hourly_rate']}
        fields={(refusal) => (
          <>
            <Field label={t('name')}>
              <Input name="name" required maxLength={80} autoComplete="off" />
            </Field>
            <Field label={t('description')} hint={t('descriptionHint')} optional>
              <Textarea name="description" maxLength={300} rows={2} />
            </Field>
            <div className="grid gap-5 sm:grid-cols-2">
              <div className="flex min-w-0 flex-col gap-1.5">
                <label htmlFor={currencyId} className="text-sm font-medium">
                  {t('currency')}
                </label>
                <NativeSelect id={currencyId} name="currency" items={currencies} />
              </div>
              <Field
                label={t('hourlyPrice')}
                error={refusal?.field === 'hourly_rate' && t('refusedPrice')}
                className="sm:order-none"
              >
                <Input
                  name="hourly_rate"
                  required
                  numeric
                  inputMode="decimal"
                  autoComplete="off"
                  placeholder={t('pricePlaceholder')}
                />
              </Field>
            </div>
          </>
        )}
      />
    </Dialog>
  )
}
