'use client'

import { PaymentElement, useElements, useStripe } from '@stripe/react-stripe-js'
import type { StripeError } from '@stripe/stripe-js'
import { Lock } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type FormEvent, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { CardFormSkeleton } from './card-form-skeleton'
import { declineReason } from './decline-reason'

type PayFormProps = { payLabel: string; resultPath: string; resultUrl: string }

/** The card fields and the one button. A declined card can be tried again, or another one, without a reload. */
export function PayForm({ payLabel, resultPath, resultUrl }: PayFormProps) {
  const t = useTranslations('pay')
  const router = useRouter()
  const stripe = useStripe()
  const elements = useElements()
  const [isReady, setReady] = useState(false)
  const [isPaying, setPaying] = useState(false)
  const [problem, setProblem] = useState<string>()
  // A state is a render late: two presses of Enter in one turn must still be one payment.
  const underWay = useRef(false)

  const showResult = () => router.push(`${resultPath}?redirect_status=succeeded`)

  function refuse(error: StripeError) {
    // Paid or under way in another tab: the result page knows.
    if (error.code === 'payment_intent_unexpected_state') return showResult()
    underWay.current = false
    setPaying(false)
    setProblem(error.type === 'validation_error' ? undefined : wordsFor(error))
  }

  function wordsFor(error: StripeError): string {
    const isDecline = error.type === 'card_error' || error.code === 'payment_intent_authentication_failure'
    const fallback = error.message ?? t('declines.generic')
    return isDecline ? t(`declines.${declineReason(error.decline_code, error.code)}`) : fallback
  }

  async function pay(event: FormEvent) {
    event.preventDefault()
    if (!stripe || !elements || underWay.current) return
    underWay.current = true
    setPaying(true)
    setProblem(undefined)
    const confirmParams = { return_url: resultUrl }
    const { error } = await stripe.confirmPayment({ elements, confirmParams, redirect: 'if_required' })
    if (error) refuse(error)
    else showResult()
  }

  return (
    <form onSubmit={(event) => void pay(event)} className="flex flex-col gap-5" aria-busy={isPaying}>
      {!isReady && <CardFormSkeleton />}
      <div className={isReady ? undefined : 'h-0 overflow-hidden'}>
        <PaymentElement
          options={{ layout: 'tabs', readOnly: isPaying }}
          onReady={() => setReady(true)}
          onLoadError={({ error }) => refuse(error)}
        />
      </div>
      {problem && (
        <Callout tone="danger" role="alert" title={t('notPaid')}>
          {problem}
        </Callout>
      )}
      <Button type="submit" size="lg" loading={isPaying} disabled={!isReady} className="w-full">
        {payLabel}
      </Button>
      <p role="status" className="flex items-center justify-center gap-1.5 text-[0.8125rem]/5 text-subtle">
        <Lock aria-hidden="true" className="size-3.5" />
        {isPaying ? t('paying') : t('secure')}
      </p>
    </form>
  )
}
