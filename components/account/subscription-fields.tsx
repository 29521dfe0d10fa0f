'use client'

import { useTranslations } from 'next-intl'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { MAX_QUANTITY } from './quantity'

type SubscriptionFieldsProps = {
  quantity: string
  onQuantity: (quantity: string) => void
  name: string
  onName: (name: string) => void
}

/** How many pieces, and what the user calls them. */
export function SubscriptionFields({ quantity, onQuantity, name, onName }: SubscriptionFieldsProps) {
  const t = useTranslations('tariffs')
  return (
    <div className="grid gap-4 sm:grid-cols-[7rem_minmax(0,1fr)]">
      <Field label={t('quantity')}>
        <Input
          name="quantity"
          type="number"
          min={1}
          max={MAX_QUANTITY}
          step={1}
          required
          numeric
          inputMode="numeric"
          value={quantity}
          onValueChange={onQuantity}
        />
      </Field>
      <Field label={t('name')} optional>
        <Input
          name="name"
          maxLength={100}
          autoComplete="off"
          placeholder={t('namePlaceholder')}
          value={name}
          onValueChange={onName}
        />
      </Field>
    </div>
  )
}
