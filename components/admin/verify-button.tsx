'use client'

import { Scale } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { toast } from 'sonner'
import type { Action, ActionState } from '@/app/_actions/user-action'
import { Button } from '@/components/ui/button'
import { useFormSubmit } from '@/components/ui/use-form-submit'

type Answer = { begun: boolean }

/** Begins a verification, which goes on by itself. */
export function VerifyButton({ action, isRunning }: { action: Action<Answer>; isRunning: boolean }) {
  const t = useTranslations('adminProof')

  function report(answer: ActionState<Answer>) {
    if (!answer) return
    if (!answer.ok) toast.error(answer.message)
    else if (answer.data.begun) toast.success(t('begun'))
    else toast(t('underWay'))
  }

  const { pending, submit } = useFormSubmit<NonNullable<ActionState<Answer>>>(action, report)
  return (
    <form onSubmit={submit}>
      <Button type="submit" loading={pending || isRunning}>
        <Scale aria-hidden="true" />
        {isRunning ? t('running') : t('run')}
      </Button>
    </form>
  )
}
