'use client'

import { useStripe } from '@stripe/react-stripe-js'
import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { CardName } from '@/components/cards/card-name'
import { Checkbox } from '@/components/ui/checkbox'
import type { Card } from '@/lib/payments/cards/card'
import { PayButton } from './pay-button'
import { PayForm, type PayFormProps } from './pay-form'
import { usePayment } from './use-payment'

/** What the browser needs of a saved card to pay with it. */
export type PayableCard = Pick<Card, 'id' | 'brand' | 'last4' | 'stripePaymentMethodId'>

type PayWithSavedCardProps = PayFormProps & { clientSecret: string; cards: readonly PayableCard[] }

/** Pays with a saved card, or with another one. Stripe takes a saved card only for a payment of its own customer. */
export function PayWithSavedCard({ clientSecret, cards, ...form }: PayWithSavedCardProps) {
  const t = useTranslations('pay')
  const stripe = useStripe()
  const [chosenId, choose] = useState(cards[0]?.id ?? '')
  const { isPaying, problem, attempt } = usePayment(form.resultPath)
  const chosen = cards.find(({ id }) => id === chosenId)

  function pay(event: FormEvent) {
    event.preventDefault()
    if (!stripe || !chosen) return
    const confirmParams = { payment_method: chosen.stripePaymentMethodId, return_url: form.resultUrl }
    void attempt(() => stripe.confirmPayment({ clientSecret, confirmParams, redirect: 'if_required' }))
  }

  return (
    <div className="flex flex-col gap-5">
      <fieldset disabled={isPaying} className="flex flex-col gap-1">
        <legend className="mb-2 text-sm font-medium">{t('payWith')}</legend>
        {cards.map((card) => (
          <Checkbox
            key={card.id}
            type="radio"
            name="card"
            checked={card.id === chosenId}
            onChange={() => choose(card.id)}
            label={<CardName card={card} />}
          />
        ))}
        <Checkbox
          type="radio"
          name="card"
          checked={!chosen}
          onChange={() => choose('')}
          label={t('anotherCard')}
        />
      </fieldset>
      {chosen ? (
        <form onSubmit={pay} className="flex flex-col gap-5" aria-busy={isPaying}>
          <PayButton label={form.payLabel} isPaying={isPaying} isReady={stripe !== null} problem={problem} />
        </form>
      ) : (
        <PayForm {...form} />
      )}
    </div>
  )
}
