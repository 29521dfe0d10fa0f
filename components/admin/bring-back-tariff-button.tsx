'use client'

import { useTranslations } from 'next-intl'
import { confirmAction } from '@/app/_actions/confirm-action'
import type { Action } from '@/app/_actions/user-action'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { PriceInLine, type PriceOf } from './price-words'

type BringBackTariffButtonProps = {
  action: Action
  tariffId: string
  name: string
  currency: string
  /** What new subscribers will pay. */
  current: PriceOf | null
  subscriptions: number
}

/** Puts a retired tariff back on the price list, after asking. */
export function BringBackTariffButton({
  action,
  tariffId,
  name,
  currency,
  current,
  subscriptions,
}: BringBackTariffButtonProps) {
  const t = useTranslations('adminTariffs')
  return (
    <ConfirmDialog
      trigger={<Button variant="secondary">{t('bringBack')}</Button>}
      title={t('bringBackTitle', { name })}
      description={
        <>
          {current &&
            t.rich('bringBackText', {
              price: () => <PriceInLine price={current} currency={currency} />,
            })}{' '}
          {t('bringBackKeep', { count: subscriptions })}
        </>
      }
      confirmLabel={t('bringBack')}
      action={confirmAction(action)}
      fields={{ tariff_id: tariffId }}
      successMessage={t('broughtBack')}
    />
  )
}
