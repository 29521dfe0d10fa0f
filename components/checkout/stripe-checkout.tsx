'use client'

import { Elements } from '@stripe/react-stripe-js'
import type { Stripe } from '@stripe/stripe-js'
import { useLocale, useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { CardFormSkeleton } from './card-form-skeleton'
import { loadStripeJs, type StripeAccess } from './load-stripe-js'
import { useStripeAppearance } from './use-stripe-appearance'

type StripeCheckoutProps = {
  access: StripeAccess
  clientSecret: string
  /** The form, with Stripe's fields in it. */
  children: ReactNode
}

/** Loads Stripe for one payment, or one card to be saved, in the page's colours and language. */
export function StripeCheckout({ access, clientSecret, children }: StripeCheckoutProps) {
  const t = useTranslations('pay')
  const locale = useLocale()
  const appearance = useStripeAppearance()
  const [stripe, setStripe] = useState<Stripe>()
  const [attempt, setAttempt] = useState(0)
  const [failedAttempt, setFailedAttempt] = useState(-1)
  const { publishableKey, scriptUrl } = access
  const options = useMemo(() => ({ clientSecret, appearance, locale }), [clientSecret, appearance, locale])

  useEffect(() => {
    let gone = false
    loadStripeJs({ publishableKey, ...(scriptUrl && { scriptUrl }) }).then(
      (loaded) => gone || setStripe(loaded),
      () => gone || setFailedAttempt(attempt),
    )
    return () => {
      gone = true
    }
  }, [publishableKey, scriptUrl, attempt])

  if (!stripe && failedAttempt === attempt) {
    return (
      <Callout
        tone="danger"
        role="alert"
        title={t('loadFailed')}
        action={
          <Button variant="secondary" onClick={() => setAttempt(attempt + 1)}>
            {t('retry')}
          </Button>
        }
      >
        {t('loadFailedText')}
      </Callout>
    )
  }
  if (!stripe) return <CardFormSkeleton />
  return (
    <Elements stripe={stripe} options={options}>
      {children}
    </Elements>
  )
}
