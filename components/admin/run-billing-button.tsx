'use client'

import { Play } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { toast } from 'sonner'
import type { Action, ActionState } from '@/app/_actions/user-action'
import { formatMoney } from '@/components/money/format-money'
import { Button } from '@/components/ui/button'
import { useFormSubmit } from '@/components/ui/use-form-submit'

/** What a run did: totals are major units by currency. Null if it still goes on. */
type RunResult = { walletsBilled: number; totals: Record<string, string> } | null

/** Bills up to now, and says what that charged. Pressing it twice charges nothing twice. */
export function RunBillingButton({ action }: { action: Action<RunResult> }) {
  const t = useTranslations('adminBilling')
  const locale = useLocale()

  function report(answer: ActionState<RunResult>) {
    if (!answer) return
    if (!answer.ok) {
      toast.error(answer.message)
      return
    }
    if (!answer.data) {
      toast.info(t('goesOnTitle'), { description: t('goesOnText') })
      return
    }
    const { walletsBilled, totals } = answer.data
    const amounts = Object.entries(totals).map(([currency, value]) =>
      formatMoney(value, { locale, currency }),
    )
    toast.success(t('ranTitle', { count: walletsBilled }), {
      description: amounts.length === 0 ? t('ranNothing') : amounts.join(' · '),
    })
  }

  const { pending, submit } = useFormSubmit<NonNullable<ActionState<RunResult>>>(action, report)
  return (
    <form onSubmit={submit}>
      <Button type="submit" loading={pending}>
        <Play aria-hidden="true" />
        {t('run')}
      </Button>
    </form>
  )
}
