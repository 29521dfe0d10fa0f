'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { confirmAction } from '@/app/_actions/confirm-action'
import type { Action } from '@/app/_actions/user-action'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { PriceInLine, type PriceOf } from './price-words'

type TakeBackPriceProps = {
  action: Action
  tariffId: string
  currency: string
  price: PriceOf & { id: string; effectiveFrom: Date }
  /** The price that is restored. */
  before: PriceOf
  /** How many subscriptions would have moved to it. */
  subscriptions: number
}

/** Takes back a price that is not in force yet, after saying what holds in its place. */
export function TakeBackPrice({
  action,
  tariffId,
  currency,
  price,
  before,
  subscriptions,
}: TakeBackPriceProps) {
  const t = useTranslations('adminTariffs')
  const format = useFormatter()
  return (
    <ConfirmDialog
      trigger={
        <Button variant="secondary" size="sm">
          {t('takeBack')}
        </Button>
      }
      title={t('takeBackTitle')}
      description={t.rich('takeBackText', {
        instant: format.dateTime(price.effectiveFrom, 'instant'),
        count: subscriptions,
        price: () => <PriceInLine price={price} currency={currency} />,
        before: () => <PriceInLine price={before} currency={currency} />,
      })}
      confirmLabel={t('takeBackSubmit')}
      action={confirmAction(action)}
      fields={{ tariff_id: tariffId, price_id: price.id }}
      successMessage={t('tookBack')}
    />
  )
}
