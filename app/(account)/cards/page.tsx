import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { listCurrencyChoices } from '@/components/account/list-currency-choices'
import { AddCard } from '@/components/cards/add-card'
import { AutoTopUps } from '@/components/cards/auto-top-ups'
import { RecurringPayments } from '@/components/cards/recurring-payments'
import { SavedCards } from '@/components/cards/saved-cards'
import { StuckPayments } from '@/components/cards/stuck-payments'
import { PATHS } from '@/components/shell/paths'
import { PageHeader } from '@/components/ui/page-header'
import { database } from '@/db/connection'
import { appNow } from '@/db/now'
import { requireUser } from '@/lib/auth/session'
import { readBalances } from '@/lib/ledger/wallets/read-balances'
import { readStandings } from '@/lib/payments/auto-top-up/read-standing'
import { listStuckPayments } from '@/lib/payments/automatic/automatic-payment'
import { listCards } from '@/lib/payments/cards/card'
import { syncOpenSetups } from '@/lib/payments/cards/sync-open-setups'
import { listRecurringPayments } from '@/lib/payments/recurring/recurring-payment'

const MOST_STUCK = 5
const MOST_RECURRING = 50

/** What most people of a language pay in, for those without a wallet to go by. */
const HOME_CURRENCY = { en: 'USD', ru: 'RUB' } as const

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('cards'))('title') }
}

export default async function CardsPage() {
  const { userId } = await requireUser(PATHS.cards)
  const [t, locale] = await Promise.all([getTranslations('cards'), getLocale()])
  const db = database()
  await syncOpenSetups(db, { userId })
  const now = await appNow(db)
  const [cards, standings, { rows: recurring }, stuck, wallets] = await Promise.all([
    listCards(db, { userId }),
    readStandings(db, { userId }),
    listRecurringPayments(db, { userId, limit: MOST_RECURRING }),
    listStuckPayments(db, { userId, limit: MOST_STUCK }),
    readBalances(db, { userId, asOf: now }),
  ])
  const likely = [...wallets.map(({ currency }) => currency), HOME_CURRENCY[locale]]
  const ruled = new Set(standings.map(({ rule }) => rule.currency))
  const choices = cards.map(({ id, brand, last4 }) => ({ id, brand, last4 }))
  return (
    <>
      <PageHeader title={t('title')} description={t('lead')} actions={<AddCard formId={randomUUID()} />} />
      <div className="flex flex-col gap-5 sm:gap-6">
        <StuckPayments payments={stuck} />
        <SavedCards cards={cards} now={now} />
        <AutoTopUps
          standings={standings}
          cards={choices}
          currencies={listCurrencyChoices(likely, locale).filter(({ value }) => !ruled.has(value))}
        />
        <RecurringPayments
          recurring={recurring}
          cards={choices}
          currencies={listCurrencyChoices(likely, locale)}
          formId={randomUUID()}
          now={now}
        />
      </div>
    </>
  )
}
