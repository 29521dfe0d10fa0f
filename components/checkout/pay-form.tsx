'use client'

import { PaymentElement, useElements, useStripe } from '@stripe/react-stripe-js'
import { type FormEvent, useState } from 'react'
import { CardFormSkeleton } from './card-form-skeleton'
import { PayButton } from './pay-button'
import { usePayment } from './use-payment'

/** What each form of the checkout is told. */
export type PayFormProps = {
  /** “Pay ₽1,342.00”. */
  payLabel: string
  /** Path of the page that says how it went. */
  resultPath: string
  /** The same as a full address, for a bank that sends the payer back. */
  resultUrl: string
}

/** The card fields and the one button. A declined card can be tried again, or another one, without a reload. */
export function PayForm({ payLabel, resultPath, resultUrl }: PayFormProps) {
  const stripe = useStripe()
  const elements = useElements()
  const [isReady, setReady] = useState(false)
  const { isPaying, problem, refuse, attempt } = usePayment(resultPath)

  function pay(event: FormEvent) {
    event.preventDefault()
    if (!stripe || !elements) return
    const confirmParams = { return_url: resultUrl }
    void attempt(() => stripe.confirmPayment({ elements, confirmParams, redirect: 'if_required' }))
  }

  return (
    <form onSubmit={pay} className="flex flex-col gap-5" aria-busy={isPaying}>
      {!isReady && <CardFormSkeleton />}
      <div className={isReady ? undefined : 'h-0 overflow-hidden'}>
        <PaymentElement
          options={{ layout: 'tabs', readOnly: isPaying }}
          onReady={() => setReady(true)}
          onLoadError={({ error }) => refuse(error)}
        />
      </div>
      <PayButton label={payLabel} isPaying={isPaying} isReady={isReady} problem={problem} />
    </form>
  )
}
