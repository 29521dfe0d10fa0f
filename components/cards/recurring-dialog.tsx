'use client'

import { useTranslations } from 'next-intl'
import type { ReactElement, ReactNode } from 'react'
import { changeRecurringPayment, createRecurringPayment } from '@/app/_actions/recurring-payments'
import { FormDialog } from '@/components/forms/form-dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { SelectField } from '@/components/ui/select-field'
import { type CardChoice, CardSelect } from './card-select'

/** What the fields hold at first: the amount as the reader writes it, days as `2026-03-01`. */
export type RecurringFields = { value: string; interval: 'week' | 'month'; day: string; cardId?: string }

type RecurringDialogProps = {
  trigger: ReactElement
  cards: readonly CardChoice[]
  initial: RecurringFields
  /** Today, in UTC, by the domain's clock. */
  today: string
} & (
  | { recurringId: string }
  | { formId: string; currencies: readonly { value: string; label: string; disabled?: boolean }[] }
)

/** Asks how much is to be charged, how often, when first or next, and to which card. */
export function RecurringDialog({ trigger, cards, initial, today, ...of }: RecurringDialogProps) {
  const t = useTranslations('cards.recurring')
  const isNew = 'formId' in of
  const identity: ReactNode = isNew ? (
    <>
      <input type="hidden" name="form_id" value={of.formId} />
      <SelectField
        label={t('currency')}
        name="currency"
        defaultValue={of.currencies[0]?.value}
        items={of.currencies}
      />
    </>
  ) : (
    <input type="hidden" name="recurring" value={of.recurringId} />
  )
  return (
    <FormDialog
      trigger={trigger}
      title={isNew ? t('openTitle') : t('changeTitle')}
      description={t('dialogText')}
      action={isNew ? createRecurringPayment : changeRecurringPayment}
      successMessage={isNew ? t('created') : t('changed')}
      submitLabel={isNew ? t('submit') : t('save')}
      ownFields={['value', 'first_day', 'starts_at', 'next_payment_at']}
      fields={(refusal) => (
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <Field label={t('amount')} error={refusal?.field === 'value' && t('refusedValue')}>
            <Input
              name="value"
              defaultValue={initial.value}
              required
              numeric
              inputMode="decimal"
              autoComplete="off"
              maxLength={60}
            />
          </Field>
          {identity}
          <SelectField
            label={t('interval')}
            name="interval"
            defaultValue={initial.interval}
            items={[
              { value: 'month', label: t('month') },
              { value: 'week', label: t('week') },
            ]}
          />
          <Field
            label={isNew ? t('firstDay') : t('nextDay')}
            hint={t('firstDayHint')}
            error={refusal?.field && refusal.field !== 'value' && t('refusedDay')}
          >
            <Input name="first_day" type="date" defaultValue={initial.day} min={today} required />
          </Field>
          <CardSelect label={t('card')} cards={cards} chosenId={initial.cardId} />
        </div>
      )}
    />
  )
}
