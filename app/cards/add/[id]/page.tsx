import { ArrowLeft } from 'lucide-react'
import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { stripeAccess } from '@/app/pay/stripe-access'
import { CheckoutFrame } from '@/components/checkout/checkout-frame'
import { SaveCardForm } from '@/components/checkout/save-card-form'
import { StripeCheckout } from '@/components/checkout/stripe-checkout'
import { addCardPath, addCardResultPath, PATHS } from '@/components/shell/paths'
import { buttonClass } from '@/components/ui/button-class'
import { Callout } from '@/components/ui/callout'
import { Card, CardBody } from '@/components/ui/card'
import { database } from '@/db/connection'
import { requireUser } from '@/lib/auth/session'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { openCardSetup } from '@/lib/payments/cards/open-card-setup'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('cards.add'))('title'), robots: { index: false } }
}

export default async function AddCardPage({ params }: { params: Promise<{ id: string }> }) {
  const { id: setupId } = await params
  const { userId } = await requireUser(addCardPath(setupId))
  const clientSecret = await open(userId, setupId)
  const [t, pay] = await Promise.all([getTranslations('cards.add'), getTranslations('pay')])
  const { APP_URL, HOURGLASS_SANDBOX } = env()
  return (
    <CheckoutFrame sandbox={HOURGLASS_SANDBOX}>
      <div className="grid items-start gap-8 lg:grid-cols-2 lg:gap-16">
        <div>
          <a
            href={PATHS.cards}
            className="-ml-1 inline-flex min-h-8 items-center gap-1.5 rounded-control px-1 text-sm text-muted hover:text-ink"
          >
            <ArrowLeft aria-hidden="true" className="size-4" />
            {t('back')}
          </a>
          <h1 className="mt-5 text-3xl/10 font-semibold tracking-[-0.025em]">{t('title')}</h1>
          <p className="mt-3 text-[0.9375rem]/6 text-pretty text-muted">{t('lead')}</p>
          <p className="mt-4 text-[0.8125rem]/5 text-pretty text-subtle">{t('agree')}</p>
        </div>
        <Card aria-label={pay('card')}>
          <CardBody className="sm:p-7">
            {clientSecret === null ? (
              <Callout
                tone="warning"
                title={pay('unavailable')}
                action={
                  <a href={addCardPath(setupId)} className={buttonClass({ variant: 'secondary' })}>
                    {pay('retry')}
                  </a>
                }
              >
                {pay('unavailableText')}
              </Callout>
            ) : (
              <StripeCheckout access={stripeAccess()} clientSecret={clientSecret}>
                <SaveCardForm resultUrl={new URL(addCardResultPath(setupId), APP_URL).href} />
              </StripeCheckout>
            )}
            <noscript>{pay('needsScript')}</noscript>
          </CardBody>
        </Card>
      </div>
    </CheckoutFrame>
  )
}

/** Stripe's secret for the form, or null while Stripe cannot be reached. A setup that is over leads to how it went. */
async function open(userId: string, setupId: string): Promise<string | null> {
  if (!z.guid().safeParse(setupId).success) notFound()
  try {
    const { clientSecret } = await openCardSetup(database(), { userId, setupId })
    if (clientSecret !== null) return clientSecret
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    if (error.code === 'not_found') notFound()
    if (error.code === 'provider_unavailable') return null
    if (error.code !== 'conflict') throw error
  }
  redirect(addCardResultPath(setupId))
}
