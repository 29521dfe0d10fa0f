'use client'

import { Plus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import type { Action } from '@/app/_actions/user-action'
import { FormDialog } from '@/components/forms/form-dialog'
import { adminTariffPath } from '@/components/shell/paths'
import { Button } from '@/components/ui/button'
import { CreateTariffFields } from './create-tariff-fields'
import type { CurrencyItems } from './currency-select'
import { PRICE_FIELDS } from './price-fields'

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
      ownFields={PRICE_FIELDS}
      fields={(refusal) => <CreateTariffFields currencies={currencies} refusal={refusal} />}
    />
  )
}
