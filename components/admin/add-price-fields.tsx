'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import type { Refusal } from '@/app/_actions/user-action'
import { Checkbox } from '@/components/ui/checkbox'
import { PriceChangeSummary } from './price-change-summary'
import { PriceFields } from './price-fields'
import { PriceStartFields } from './price-start-fields'
import type { PriceOf } from './price-words'
import { readTypedPrice } from './typed-price'

/** What a new price would change. */
export type PriceChange = {
  currency: string
  /** The price in force, if there is one. */
  current: PriceOf | null
  /** How many subscriptions a price for everyone moves. */
  movable: number
  /** The domain's now as an ISO instant: the earliest start. */
  now: string
}

/** How much, from when, for whom, and what that changes for how many. */
export function AddPriceFields({
  currency,
  current,
  movable,
  now,
  refusal,
}: PriceChange & { refusal: Refusal | null }) {
  const t = useTranslations('adminTariffs')
  const locale = useLocale()
  const [price, setPrice] = useState({
    hourlyRate: '',
    monthlyCapHours: current?.monthlyCapHours?.toString() ?? '',
  })
  const [isForEveryone, setIsForEveryone] = useState(true)
  const read = readTypedPrice(price, { currency, locale })
  return (
    <>
      <PriceFields currency={currency} price={price} onPrice={setPrice} refusal={refusal} />
      <PriceStartFields now={now} refusal={refusal} />
      <fieldset className="flex min-w-0 flex-col gap-1">
        <legend className="mb-1 text-sm font-medium">{t('forWhom')}</legend>
        <Checkbox
          type="radio"
          name="applies_to"
          value="everyone"
          checked={isForEveryone}
          onChange={() => setIsForEveryone(true)}
          label={t('forEveryone')}
          hint={t('forEveryoneHint', { count: movable })}
        />
        <Checkbox
          type="radio"
          name="applies_to"
          value="new"
          checked={!isForEveryone}
          onChange={() => setIsForEveryone(false)}
          label={t('forNew')}
          hint={t('forNewHint')}
        />
      </fieldset>
      {current && read && read.hourlyRateMicros > 0n && (
        <PriceChangeSummary
          before={current}
          after={read}
          currency={currency}
          subscriptions={movable}
          isForEveryone={isForEveryone}
        />
      )}
    </>
  )
}
