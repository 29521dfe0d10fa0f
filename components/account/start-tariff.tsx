'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { StartTariffForm } from './start-tariff-form'

type StartTariffProps = { tariff: { id: string; name: string; currency: string } }

/** The button of a tariff, and the dialog behind it. */
export function StartTariff({ tariff }: StartTariffProps) {
  const t = useTranslations('tariffs')
  const [open, setOpen] = useState(false)
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button variant="secondary" aria-label={t('startNamed', { name: tariff.name })}>
          {t('start')}
        </Button>
      }
      title={t('startTitle', { name: tariff.name })}
      description={t('startText')}
    >
      <StartTariffForm tariff={tariff} onDone={() => setOpen(false)} />
    </Dialog>
  )
}
