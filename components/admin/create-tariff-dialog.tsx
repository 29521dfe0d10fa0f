'use client'

import { Plus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import type { Action } from '@/app/_actions/user-action'
import { adminTariffPath } from '@/components/shell/paths'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Textarea } from '@/components/ui/textarea'
import { type CurrencyItems, CurrencySelect } from './currency-select'
import { FormDialog } from './form-dialog'

type CreateTariffDialogProps = { action: Action<{ id: string }>; currencies: CurrencyItems }

/** Asks for a new tariff's name, currency and price, and leads to its page. */
export function CreateTariffDialog({ action, currencies }: CreateTariffDialogProps) {
  const t = useTranslations('adminTariffs')
  const router = useRouter()
  return (
    <FormDialog
      trigger={
        <Button>
          <Plus aria-hidden="true" />
          {t('create')}
        </Button>
      }
      title={t('createTitle')}
      description={t('createText')}
      action={action}
      successMessage={t('created')}
      onDone={({ id }) => router.push(adminTariffPath(id))}
      submitLabel={t('createSubmit')}
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
            <CurrencySelect label={t('currency')} items={currencies} />
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
  )
}
