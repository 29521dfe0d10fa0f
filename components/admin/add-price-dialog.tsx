'use client'

import { useTranslations } from 'next-intl'
import type { Action } from '@/app/_actions/user-action'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { FormDialog } from './form-dialog'
import { PriceStartFields } from './price-start-fields'

type AddPriceDialogProps = {
  action: Action
  tariffId: string
  currency: string
  /** How many subscribe now. */
  subscriptions: number
  /** The domain's now as an ISO instant: the earliest start. */
  now: string
}

/** Asks for a tariff's new price: how much, from when, and for whom. */
export function AddPriceDialog({ action, tariffId, currency, subscriptions, now }: AddPriceDialogProps) {
  const t = useTranslations('adminTariffs')
  return (
    <FormDialog
      trigger={<Button>{t('newPrice')}</Button>}
      title={t('newPrice')}
      description={t('newPriceText')}
      action={action}
      successMessage={t('priceAdded')}
      submitLabel={t('newPriceSubmit')}
      ownFields={['hourly_rate', 'effective_from']}
      fields={(refusal) => (
        <>
          <input type="hidden" name="tariff_id" value={tariffId} />
          <Field label={t('hourlyPrice')} error={refusal?.field === 'hourly_rate' && t('refusedPrice')}>
            <Input
              name="hourly_rate"
              required
              numeric
              inputMode="decimal"
              autoComplete="off"
              suffix={currency}
            />
          </Field>
          <PriceStartFields now={now} refusal={refusal} />
          <fieldset className="flex min-w-0 flex-col gap-1">
            <legend className="mb-1 text-sm font-medium">{t('forWhom')}</legend>
            <Checkbox
              type="radio"
              name="applies_to"
              value="everyone"
              defaultChecked
              label={t('forEveryone')}
              hint={t('forEveryoneHint', { count: subscriptions })}
            />
            <Checkbox type="radio" name="applies_to" value="new" label={t('forNew')} hint={t('forNewHint')} />
          </fieldset>
        </>
      )}
    />
  )
}
