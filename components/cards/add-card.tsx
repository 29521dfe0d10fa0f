'use client'

import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useActionState } from 'react'
import { addCard } from '@/app/_actions/cards'
import { Callout } from '@/components/ui/callout'
import { SubmitButton } from '@/components/ui/submit-button'

/** The button that leads to the page on which a card is entered. @param formId names it, so that a press is one wish. */
export function AddCard({ formId }: { formId: string }) {
  const t = useTranslations('cards.add')
  const [state, action] = useActionState(addCard, null)
  return (
    <form action={action} className="flex flex-col gap-3">
      <input type="hidden" name="form_id" value={formId} />
      <SubmitButton className="max-sm:w-full">
        <Plus aria-hidden="true" />
        {t('open')}
      </SubmitButton>
      {state && !state.ok && (
        <Callout tone="danger" role="alert">
          {state.message}
        </Callout>
      )}
    </form>
  )
}
