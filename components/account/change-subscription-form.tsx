'use client'

import { useTranslations } from 'next-intl'
import { useActionState, useState } from 'react'
import { toast } from 'sonner'
import { changeSubscription, previewChange } from '@/app/_actions/subscriptions'
import type { ActionState } from '@/app/_actions/user-action'
import { Button } from '@/components/ui/button'
import { DialogActions, DialogClose } from '@/components/ui/dialog'
import { SelectField } from '@/components/ui/select-field'
import { SubmitButton } from '@/components/ui/submit-button'
import { isQuantity } from './quantity'
import { RatePreview } from './rate-preview'
import { SubscriptionFields } from './subscription-fields'
import { SubscriptionRefusal } from './subscription-refusal'
import { usePreview } from './use-preview'

export type ChangeChoices = {
  subscription: { id: string; name: string; quantity: number; currency: string; entitled: boolean }
  /** What it can change to; the first, without a value, is to keep tariff and price. */
  tariffs: readonly { value: string; label: string }[]
}

/** Another tariff, more or fewer pieces, another name; and what that will cost. */
export function ChangeSubscriptionForm(props: ChangeChoices & { onDone: () => void }) {
  const { subscription, tariffs, onDone } = props
  const t = useTranslations('tariffs')
  const [tariff, setTariff] = useState('')
  const [quantity, setQuantity] = useState(String(subscription.quantity))
  const [name, setName] = useState(subscription.name)
  const wish = isQuantity(quantity) ? { subscription: subscription.id, tariff, quantity } : null
  const preview = usePreview(previewChange, wish)
  const [state, action] = useActionState(change, null)

  async function change(before: ActionState, form: FormData): Promise<ActionState> {
    const answer = await changeSubscription(before, form)
    if (answer?.ok) {
      onDone()
      toast.success(t('changed'))
    }
    return answer
  }

  const foreseen = preview?.ok ? preview.data : null
  return (
    <form action={action} className="flex flex-col gap-5">
      <input type="hidden" name="subscription" value={subscription.id} />
      <SelectField
        label={t('tariff')}
        name="tariff"
        value={tariff}
        onChange={(event) => setTariff(event.target.value)}
        items={tariffs}
      />
      <SubscriptionFields quantity={quantity} onQuantity={setQuantity} name={name} onName={setName} />
      <RatePreview preview={foreseen} stands={!subscription.entitled} />
      <SubscriptionRefusal
        currency={subscription.currency}
        refusal={[state, preview].find((answer) => answer?.ok === false) ?? null}
      />
      <DialogActions>
        <DialogClose render={<Button variant="secondary">{t('cancel')}</Button>} />
        <SubmitButton>{t('save')}</SubmitButton>
      </DialogActions>
    </form>
  )
}
