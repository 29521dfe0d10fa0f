'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useActionState, useState } from 'react'
import { topUp } from '@/app/_actions/top-up'
import { formatMoney } from '@/components/money/format-money'
import { topUpPath } from '@/components/shell/paths'
import { Callout } from '@/components/ui/callout'
import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { SelectField } from '@/components/ui/select-field'
import { SubmitButton } from '@/components/ui/submit-button'
import { QuickAmount } from './quick-amount'
import { quickAmounts } from './quick-amounts'

type TopUpFormProps = {
  currencies: readonly { value: string; label: string; disabled?: boolean }[]
  initial: { currency: string; amount: string }
  /** Names this form, so that sending it twice makes one payment. */
  formId: string
}

/** How much to pay, and in which currency; leads to the checkout. */
export function TopUpForm({ currencies, initial, formId }: TopUpFormProps) {
  const t = useTranslations('topUp')
  const locale = useLocale()
  const [state, action] = useActionState(topUp, null)
  const [amount, setAmount] = useState(initial.amount)
  const [currency, setCurrency] = useState(initial.currency)
  const [description, setDescription] = useState('')
  const refused = state && !state.ok ? state : null
  return (
    <form action={action} className="flex flex-col gap-6">
      <input type="hidden" name="form_id" value={formId} />
      <div className="grid items-start gap-x-3 gap-y-4 sm:grid-cols-[minmax(0,1fr)_14rem]">
        <Field label={t('amount')} error={refused?.field === 'amount' && refused.message}>
          <Input
            name="amount"
            value={amount}
            onValueChange={setAmount}
            inputMode="decimal"
            autoComplete="transaction-amount"
            placeholder={t('placeholder')}
            required
            maxLength={60}
            numeric
            className="h-13 text-xl font-semibold tracking-[-0.01em] sm:h-13 sm:text-xl"
          />
        </Field>
        <SelectField
          label={t('currency')}
          name="currency"
          value={currency}
          onChange={(event) => setCurrency(event.target.value)}
          items={currencies}
          selectClassName="h-13 text-ellipsis sm:h-13"
        />
        <ul aria-label={t('quick')} className="flex flex-wrap gap-2 sm:col-span-2">
          {quickAmounts(currency).map((quick) => (
            <li key={quick}>
              <QuickAmount
                href={topUpPath({ currency, amount: quick })}
                isChosen={amount === quick}
                onChoose={() => setAmount(quick)}
              >
                {formatMoney(quick, { locale, currency, whole: true })}
              </QuickAmount>
            </li>
          ))}
        </ul>
      </div>
      <Field label={t('description')} hint={t('descriptionHint')} optional>
        <Input name="description" value={description} onValueChange={setDescription} maxLength={200} />
      </Field>
      <Checkbox name="save_card" value="yes" label={t('saveCard')} hint={t('saveCardHint')} />
      {refused && refused.field !== 'amount' && (
        <Callout tone="danger" role="alert">
          {refused.message}
        </Callout>
      )}
      <SubmitButton size="lg" className="w-full">
        {t('submit')}
      </SubmitButton>
    </form>
  )
}
