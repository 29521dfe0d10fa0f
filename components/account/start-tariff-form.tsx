'use client'

import { useTranslations } from 'next-intl'
import { useActionState, useState } from 'react'
import { toast } from 'sonner'
import { previewStart, startSubscription } from '@/app/_actions/subscriptions'
import type { ActionState } from '@/app/_actions/user-action'
import { Button } from '@/components/ui/button'
import { DialogActions, DialogClose } from '@/components/ui/dialog'
import { SubmitButton } from '@/components/ui/submit-button'
import { isQuantity } from './quantity'
import { RatePreview } from './rate-preview'
import { SubscriptionFields } from './subscription-fields'
import { SubscriptionRefusal } from './subscription-refusal'
import { usePreview } from './use-preview'

type StartTariffFormProps = {
  tariff: { id: string; name: string; currency: string }
  onDone: () => void
}

/** How many, under which name; what it will cost, and how long the money lasts. */
export function StartTariffForm({ tariff, onDone }: StartTariffFormProps) {
  const t = useTranslations('tariffs')
  const [quantity, setQuantity] = useState('1')
  const [name, setName] = useState('')
  // Mounted anew each time the dialog opens, so each opening starts one subscription at most.
  const [formId] = useState(() => crypto.randomUUID())
  const preview = usePreview(previewStart, isQuantity(quantity) ? { tariff: tariff.id, quantity } : null)
  const [state, action] = useActionState(start, null)

  async function start(before: ActionState, form: FormData): Promise<ActionState> {
    const answer = await startSubscription(before, form)
    if (answer?.ok) {
      onDone()
      toast.success(t('started', { name: name || tariff.name }))
    }
    return answer
  }

  const foreseen = preview?.ok ? preview.data : null
  const hasNoMoney = foreseen?.isPossible === false
  const refusal = hasNoMoney
    ? ({ ok: false, code: 'insufficient_funds', message: t('noMoney') } as const)
    : ([state, preview].find((answer) => answer?.ok === false) ?? null)
  return (
    <form action={action} className="flex flex-col gap-5">
      <input type="hidden" name="tariff" value={tariff.id} />
      <input type="hidden" name="form_id" value={formId} />
      <SubscriptionFields quantity={quantity} onQuantity={setQuantity} name={name} onName={setName} />
      {!hasNoMoney && <RatePreview preview={foreseen} />}
      <SubscriptionRefusal currency={tariff.currency} refusal={refusal} />
      <DialogActions>
        <DialogClose render={<Button variant="secondary">{t('cancel')}</Button>} />
        <SubmitButton disabled={hasNoMoney}>{t('start')}</SubmitButton>
      </DialogActions>
    </form>
  )
}
