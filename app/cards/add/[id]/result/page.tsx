import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { AwaitPayment } from '@/components/checkout/await-payment'
import { CheckoutFrame } from '@/components/checkout/checkout-frame'
import { ResultPanel } from '@/components/checkout/result-panel'
import { addCardPath, addCardResultPath, PATHS } from '@/components/shell/paths'
import { LinkButton } from '@/components/ui/link-button'
import { database } from '@/db/connection'
import { requireUser } from '@/lib/auth/session'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { type CardSetup, readCardSetup } from '@/lib/payments/cards/card-setup'
import { syncCardSetup } from '@/lib/payments/cards/sync-card-setup'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('cards.add'))('title'), robots: { index: false } }
}

type ResultPageProps = {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** Where the browser comes back to: Stripe says how it went, whatever the address claims. */
export default async function AddCardResultPage({ params, searchParams }: ResultPageProps) {
  const [{ id: setupId }, { redirect_status: told }] = await Promise.all([params, searchParams])
  const { userId } = await requireUser(addCardResultPath(setupId))
  const setup = await readSynced(userId, setupId)
  if (setup.status === 'succeeded') redirect(setup.returnUrl ?? PATHS.cards)
  if (setup.status === 'pending' && told !== 'succeeded') redirect(addCardPath(setup.id))
  const t = await getTranslations('cards.add')
  const isWaiting = setup.status === 'pending'
  return (
    <CheckoutFrame sandbox={env().HOURGLASS_SANDBOX}>
      <ResultPanel
        outcome={isWaiting ? 'processing' : 'canceled'}
        title={isWaiting ? t('waitingTitle') : t('overTitle')}
        text={isWaiting ? t('waitingText') : t('overText')}
        actions={
          <>
            {isWaiting && <AwaitPayment />}
            <LinkButton href={PATHS.cards} variant="secondary">
              {t('toCards')}
            </LinkButton>
          </>
        }
      />
    </CheckoutFrame>
  )
}

/** The setup as Stripe has it now, if Stripe can be asked. */
async function readSynced(userId: string, setupId: string): Promise<CardSetup> {
  if (!z.guid().safeParse(setupId).success) notFound()
  const db = database()
  try {
    // First whether it is theirs: nobody may have us ask Stripe about someone else's.
    await readCardSetup(db, { userId, setupId })
    await syncCardSetup(db, { setupId })
    return await readCardSetup(db, { userId, setupId })
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') notFound()
    throw error
  }
}
