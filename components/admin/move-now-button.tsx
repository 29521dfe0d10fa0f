'use client'

import { Play } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { toast } from 'sonner'
import type { Action, ActionState } from '@/app/_actions/user-action'
import { Button } from '@/components/ui/button'
import { useFormSubmit } from '@/components/ui/use-form-submit'

/** Starts moving subscribers to the prices due for them. Pressing it twice moves nobody twice. */
export function MoveNowButton({ action }: { action: Action }) {
  const t = useTranslations('adminTariffs')
  const { pending, submit } = useFormSubmit<NonNullable<ActionState>>(action, (answer) => {
    if (answer?.ok) toast.success(t('moveStarted'))
    else if (answer) toast.error(answer.message)
  })
  return (
    <form onSubmit={submit}>
      <Button type="submit" size="sm" variant="secondary" loading={pending}>
        <Play aria-hidden="true" />
        {t('moveNow')}
      </Button>
    </form>
  )
}
