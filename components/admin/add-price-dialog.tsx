'use client'

import { useTranslations } from 'next-intl'
import type { Action } from '@/app/_actions/user-action'
import { FormDialog } from '@/components/forms/form-dialog'
import { Button } from '@/components/ui/button'
import { AddPriceFields, type PriceChange } from './add-price-fields'
import { PRICE_FIELDS } from './price-fields'

type AddPriceDialogProps = PriceChange & { action: Action; tariffId: string }

/** Asks for a tariff's new price: how much, from when, and for whom. */
export function AddPriceDialog({ action, tariffId, ...change }: AddPriceDialogProps) {
  const t = useTranslations('adminTariffs')
  return (
    <FormDialog
      trigger={<Button>{t('newPrice')}</Button>}
      title={t('newPrice')}
      description={t('newPriceText')}
      action={action}
      successMessage={t('priceAdded')}
      submitLabel={t('newPriceSubmit')}
      ownFields={[...PRICE_FIELDS, 'effective_from']}
      fields={(refusal) => (
        <>
          <input type="hidden" name="tariff_id" value={tariffId} />
          <AddPriceFields {...change} refusal={refusal} />
        </>
      )}
    />
  )
}
