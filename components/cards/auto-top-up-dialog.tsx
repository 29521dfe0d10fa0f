'use client'

import { useTranslations } from 'next-intl'
import type { ReactElement } from 'react'
import { saveAutoTopUp } from '@/app/_actions/auto-top-up'
import { FormDialog } from '@/components/forms/form-dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { SelectField } from '@/components/ui/select-field'
import { type CardChoice, CardSelect } from './card-select'

/** What the fields hold at first: amounts as the reader writes them. */
export type AutoTopUpFields = { threshold: string; value: string; monthlyCap: string; cardId?: string }

type AutoTopUpDialogProps = {
  trigger: ReactElement
  cards: readonly CardChoice[]
  initial: AutoTopUpFields
  /** One to be changed, or several to choose from. */
  currencies: readonly { value: string; label: string; disabled?: boolean }[]
}

/** Asks when a wallet is to top itself up, by how much, how often at most, and with which card. */
export function AutoTopUpDialog({ trigger, cards, initial, currencies }: AutoTopUpDialogProps) {
  const t = useTranslations('cards.auto')
  const amount = { numeric: true, inputMode: 'decimal', autoComplete: 'off', maxLength: 60 } as const
  return (
    <FormDialog
      trigger={trigger}
      title={t('changeTitle')}
      description={t('dialogText')}
      action={saveAutoTopUp}
      successMessage={t('saved')}
      submitLabel={t('submit')}
      ownFields={['threshold', 'value', 'monthly_cap']}
      fields={(refusal) => (
        <>
          {currencies.length === 1 ? (
            <input type="hidden" name="currency" value={currencies[0]?.value} />
          ) : (
            <SelectField
              label={t('currency')}
              name="currency"
              defaultValue={currencies[0]?.value}
              items={currencies}
            />
          )}
          <div className="grid items-start gap-4 sm:grid-cols-2">
            <Field label={t('threshold')} error={refusal?.field === 'threshold' && t('refusedThreshold')}>
              <Input {...amount} name="threshold" defaultValue={initial.threshold} required />
            </Field>
            <Field
              label={t('value')}
              hint={t('valueHint')}
              error={refusal?.field === 'value' && t('refusedValue')}
            >
              <Input {...amount} name="value" defaultValue={initial.value} required />
            </Field>
            <Field
              label={t('monthlyCap')}
              hint={t('monthlyCapHint')}
              optional
              error={refusal?.field === 'monthly_cap' && t('refusedCap')}
            >
              <Input {...amount} name="monthly_cap" defaultValue={initial.monthlyCap} />
            </Field>
            <CardSelect label={t('card')} cards={cards} chosenId={initial.cardId} />
          </div>
        </>
      )}
    />
  )
}
