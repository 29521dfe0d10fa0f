'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { Refusal } from '@/app/_actions/user-action'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Textarea } from '@/components/ui/textarea'
import { type CurrencyItems, CurrencySelect } from './currency-select'
import { PriceFields } from './price-fields'

/** What a new tariff is called, what it is paid in, and its first price. */
export function CreateTariffFields({
  currencies,
  refusal,
}: {
  currencies: CurrencyItems
  refusal: Refusal | null
}) {
  const t = useTranslations('adminTariffs')
  const [currency, setCurrency] = useState(currencies[0]?.value ?? '')
  const [price, setPrice] = useState({ hourlyRate: '', monthlyCapHours: '' })
  return (
    <>
      <Field label={t('name')}>
        <Input name="name" required maxLength={80} autoComplete="off" />
      </Field>
      <Field label={t('description')} hint={t('descriptionHint')} optional>
        <Textarea name="description" maxLength={300} rows={2} />
      </Field>
      <CurrencySelect label={t('currency')} items={currencies} onCurrency={setCurrency} />
      <PriceFields currency={currency} price={price} onPrice={setPrice} refusal={refusal} />
    </>
  )
}
