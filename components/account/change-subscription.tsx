'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { type ChangeChoices, ChangeSubscriptionForm } from './change-subscription-form'

/** The button of a subscription, and the dialog behind it. */
export function ChangeSubscription(props: ChangeChoices & { label: string }) {
  const { label, ...choices } = props
  const t = useTranslations('tariffs')
  const [open, setOpen] = useState(false)
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button variant="secondary" size="sm" aria-label={t('changeNamed', { name: label })}>
          {t('change')}
        </Button>
      }
      title={t('changeTitle', { name: label })}
      description={choices.subscription.entitled ? t('changeText') : t('changeSuspendedText')}
    >
      <ChangeSubscriptionForm {...choices} onDone={() => setOpen(false)} />
    </Dialog>
  )
}
