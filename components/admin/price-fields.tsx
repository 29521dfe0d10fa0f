'use client'

import { useLocale, useTranslations } from 'next-intl'
import type { Refusal } from '@/app/_actions/user-action'
import { MonthlyPrice } from '@/components/money/monthly-price'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { readTypedPrice, type TypedPrice } from './typed-price'

type PriceFieldsProps = {
  currency: string
  price: TypedPrice
  onPrice: (price: TypedPrice) => void
  refusal: Refusal | null
}

/** The fields of `PriceFields`, which show their own refusals. */
export const PRICE_FIELDS = ['hourly_rate', 'monthly_cap_hours']

/** A price per hour, and after how many hours the rest of a month is free, with what that comes to. */
export function PriceFields({ currency, price, onPrice, refusal }: PriceFieldsProps) {
  const t = useTranslations('adminTariffs')
  const locale = useLocale()
  const read = readTypedPrice(price, { currency, locale })
  return (
    <>
      <Field
        label={t('hourlyPrice')}
        error={refusal?.field === 'hourly_rate' && t('refusedPrice')}
        hint={
          read && read.hourlyRateMicros > 0n && read.monthlyCapHours === null ? (
            <span className="block first-letter:uppercase">
              <MonthlyPrice price={read} currency={currency} />
            </span>
          ) : undefined
        }
      >
        <Input
          name="hourly_rate"
          required
          numeric
          inputMode="decimal"
          autoComplete="off"
          placeholder={t('pricePlaceholder')}
          suffix={currency}
          value={price.hourlyRate}
          onValueChange={(hourlyRate) => onPrice({ ...price, hourlyRate })}
        />
      </Field>
      <Field
        label={t('cap')}
        optional
        error={refusal?.field === 'monthly_cap_hours' && t('refusedCap')}
        hint={
          read?.monthlyCapHours ? (
            <span className="block first-letter:uppercase">
              <MonthlyPrice price={read} currency={currency} /> {t('capForOne')}
            </span>
          ) : (
            t('capHint')
          )
        }
      >
        <Input
          name="monthly_cap_hours"
          numeric
          inputMode="numeric"
          autoComplete="off"
          maxLength={3}
          suffix={t('hours')}
          value={price.monthlyCapHours}
          onValueChange={(monthlyCapHours) => onPrice({ ...price, monthlyCapHours })}
        />
      </Field>
    </>
  )
}
