import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { stripeAccess } from '@/app/pay/stripe-access'
import { CancelPayment } from '@/components/checkout/cancel-payment'
import { CheckoutFrame } from '@/components/checkout/checkout-frame'
import { PayForm } from '@/components/checkout/pay-form'
import { type PayableCard, PayWithSavedCard } from '@/components/checkout/pay-with-saved-card'
import { paymentOutcome } from '@/components/checkout/payment-outcome'
import { PaymentSummary } from '@/components/checkout/payment-summary'
import { StripeCheckout } from '@/components/checkout/stripe-checkout'
import { formatMoney } from '@/components/money/format-money'
import { payPath, payResultPath } from '@/components/shell/paths'
import { buttonClass } from '@/components/ui/button-class'
import { Callout } from '@/components/ui/callout'
import { Card, CardBody } from '@/components/ui/card'
import { database } from '@/db/connection'
import { requireUser } from '@/lib/auth/session'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { formatMinor } from '@/lib/money'
import { listCards } from '@/lib/payments/cards/card'
import { openCheckout } from '@/lib/payments/open-checkout'
import { type Payment, readPayment } from '@/lib/payments/payment'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('pay'))('title'), robots: { index: false } }
}

export default async function PayPage({ params }: { params: Promise<{ id: string }> }) {
  const { id: paymentId } = await params
  const { userId, email } = await requireUser(payPath(paymentId))
  const { payment, clientSecret, unavailable } = await open(userId, paymentId)
  const [t, locale] = await Promise.all([getTranslations('pay'), getLocale()])
  const { APP_URL, HOURGLASS_SANDBOX } = env()
  const amount = formatMoney(formatMinor(payment.amountMinor, payment.currency), {
    locale,
    currency: payment.currency,
  })
  const cards = await payableCards(payment)
  const form = {
    payLabel: t('pay', { amount }),
    resultPath: payResultPath(payment.id),
    resultUrl: new URL(payResultPath(payment.id), APP_URL).href,
  }
  return (
    <CheckoutFrame sandbox={HOURGLASS_SANDBOX}>
      <div className="grid items-start gap-8 lg:grid-cols-2 lg:gap-16">
        <PaymentSummary payment={payment} email={email} />
        <div className="flex flex-col items-center gap-3">
          <Card aria-label={t('card')} className="w-full">
            <CardBody className="sm:p-7">
              {unavailable || clientSecret === null ? (
                <Callout
                  tone="warning"
                  title={t('unavailable')}
                  action={
                    <a href={payPath(payment.id)} className={buttonClass({ variant: 'secondary' })}>
                      {t('retry')}
                    </a>
                  }
                >
                  {t('unavailableText')}
                </Callout>
              ) : (
                <StripeCheckout access={stripeAccess()} clientSecret={clientSecret}>
                  {cards.length > 0 ? (
                    <PayWithSavedCard {...form} clientSecret={clientSecret} cards={cards} />
                  ) : (
                    <PayForm {...form} />
                  )}
                </StripeCheckout>
              )}
              <noscript>{t('needsScript')}</noscript>
            </CardBody>
          </Card>
          <CancelPayment payment={payment} />
        </div>
      </div>
    </CheckoutFrame>
  )
}

/** Saved cards pay only what Stripe knows to be of the same customer. */
async function payableCards({ userId, stripeCustomerId }: Payment): Promise<PayableCard[]> {
  const cards = stripeCustomerId === null ? [] : await listCards(database(), { userId })
  return cards
    .filter((card) => card.stripeCustomerId === stripeCustomerId)
    .map(({ id, brand, last4, stripePaymentMethodId }) => ({ id, brand, last4, stripePaymentMethodId }))
}

/** Opens the checkout, or leads to where the payment stands: there is none for someone else's, a result once it is over. */
async function open(userId: string, paymentId: string) {
  if (!z.guid().safeParse(paymentId).success) notFound()
  try {
    const checkout = await openCheckout(database(), { userId, paymentId })
    if (checkout.clientSecret !== null || paymentOutcome(checkout.payment, undefined) === 'unpaid') {
      return { ...checkout, unavailable: false }
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    if (error.code === 'not_found') notFound()
    // A conflict: Stripe takes nobody to save a card for.
    if (error.code === 'provider_unavailable' || error.code === 'conflict') {
      const payment = await readPayment(database(), { userId, paymentId })
      return { payment, clientSecret: null, unavailable: true }
    }
    // Stripe refused the amount for good, and the payment now says so.
    if (error.field !== 'value') throw error
  }
  redirect(payResultPath(paymentId))
}
