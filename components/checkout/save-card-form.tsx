'use client'

import { PaymentElement, useElements, useStripe } from '@stripe/react-stripe-js'
import type { StripeError } from '@stripe/stripe-js'
import { Lock } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type FormEvent, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { CardFormSkeleton } from './card-form-skeleton'
import { declineReason } from './decline-reason'

/** The card fields and the button that saves the card. Nothing is charged. */
export function SaveCardForm({ resultUrl }: { resultUrl: string }) {
  const t = useTranslations('cards.add')
  const pay = useTranslations('pay')
  const stripe = useStripe()
  const elements = useElements()
  const [isReady, setReady] = useState(false)
  const [isSaving, setSaving] = useState(false)
  const [problem, setProblem] = useState<string>()
  const underWay = useRef(false)

  function refuse(error: StripeError) {
    // Saved or given up in another tab: the page that the browser comes back to knows.
    if (error.code === 'setup_intent_unexpected_state') return window.location.assign(resultUrl)
    underWay.current = false
    setSaving(false)
    if (error.type === 'validation_error') return setProblem(undefined)
    const isDecline = error.type === 'card_error' || error.code === 'setup_intent_authentication_failure'
    const words = isDecline && pay(`declines.${declineReason(error.decline_code, error.code)}`)
    setProblem(words || (error.message ?? pay('declines.generic')))
  }

  async function save(event: FormEvent) {
    event.preventDefault()
    if (!stripe || !elements || underWay.current) return
    underWay.current = true
    setSaving(true)
    setProblem(undefined)
    const { error } = await stripe.confirmSetup({ elements, confirmParams: { return_url: resultUrl } })
    if (error) refuse(error)
  }

  return (
    <form onSubmit={(event) => void save(event)} className="flex flex-col gap-5" aria-busy={isSaving}>
      {!isReady && <CardFormSkeleton />}
      <div className={isReady ? undefined : 'h-0 overflow-hidden'}>
        <PaymentElement
          options={{ layout: 'tabs', readOnly: isSaving }}
          onReady={() => setReady(true)}
          onLoadError={({ error }) => refuse(error)}
        />
      </div>
      {problem && (
        <Callout tone="danger" role="alert" title={t('notSaved')}>
          {problem}
        </Callout>
      )}
      <Button type="submit" size="lg" loading={isSaving} disabled={!isReady} className="w-full">
        {t('save')}
      </Button>
      <p role="status" className="flex items-center justify-center gap-1.5 text-[0.8125rem]/5 text-subtle">
        <Lock aria-hidden="true" className="size-3.5" />
        {isSaving ? pay('paying') : pay('secure')}
      </p>
    </form>
  )
}
