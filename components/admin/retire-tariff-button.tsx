'use client'

import { useTranslations } from 'next-intl'
import { confirmAction } from '@/app/_actions/confirm-action'
import type { Action } from '@/app/_actions/user-action'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'

type RetireTariffButtonProps = { action: Action; tariffId: string; name: string; subscriptions: number }

/** Takes a tariff off the price list, after asking. */
export function RetireTariffButton({ action, tariffId, name, subscriptions }: RetireTariffButtonProps) {
  const t = useTranslations('adminTariffs')
  return (
    <ConfirmDialog
      trigger={<Button variant="danger-quiet">{t('retire')}</Button>}
      title={t('retireTitle', { name })}
      description={t('retireText', { count: subscriptions })}
      confirmLabel={t('retire')}
      tone="danger"
      action={confirmAction(action)}
      fields={{ tariff_id: tariffId }}
      successMessage={t('retired')}
    />
  )
}
