'use client'

import type { StripeError } from '@stripe/stripe-js'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { declineReason } from './decline-reason'

/**
 * One payment in the browser, by whichever form: an attempt at a time, the result page once it went through, and in words
 * what went wrong otherwise.
 * @param resultPath path of the page that says how it went.
 */
export function usePayment(resultPath: string) {
  const t = useTranslations('pay')
  const router = useRouter()
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

  async function attempt(confirm: () => Promise<{ error?: StripeError }>) {
    if (underWay.current) return
    underWay.current = true
    setPaying(true)
    setProblem(undefined)
    const { error } = await confirm()
    if (error) refuse(error)
    else showResult()
  }

  return { isPaying, problem, refuse, attempt }
}
