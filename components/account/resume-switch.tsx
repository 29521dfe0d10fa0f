'use client'

import { useTranslations } from 'next-intl'
import { useOptimistic, useTransition } from 'react'
import { toast } from 'sonner'
import { switchResuming } from '@/app/_actions/subscriptions'
import { Switch } from '@/components/ui/switch'

type ResumeSwitchProps = { subscriptionId: string; resumesOnTopUp: boolean }

/** Whether money that comes in wakes a subscription, or only its user does. */
export function ResumeSwitch({ subscriptionId, resumesOnTopUp }: ResumeSwitchProps) {
  const t = useTranslations('subscriptions')
  const [shown, show] = useOptimistic(resumesOnTopUp)
  const [, startTransition] = useTransition()

  function change(resumes: boolean) {
    startTransition(async () => {
      show(resumes)
      const form = new FormData()
      form.set('subscription', subscriptionId)
      form.set('resumes', String(resumes))
      const answer = await switchResuming(null, form)
      if (answer?.ok) toast.success(t(resumes ? 'resumingOn' : 'resumingOff'))
      else if (answer) toast.error(answer.message)
    })
  }

  return <Switch label={t('resuming')} hint={t('resumingText')} checked={shown} onChange={change} />
}
