import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { listCurrencyChoices } from '@/components/account/list-currency-choices'
import { TopUpForm } from '@/components/account/top-up-form'
import { UnpaidPayments } from '@/components/account/unpaid-payments'
import { PATHS } from '@/components/shell/paths'
import { Card, CardBody } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { database } from '@/db/connection'
import { appNow } from '@/db/now'
import { requireUser } from '@/lib/auth/session'
import { listTariffs } from '@/lib/billing/tariffs/tariff'
import { readBalances, type WalletBalance } from '@/lib/ledger/wallets/read-balances'
import { listUnpaidPayments } from '@/lib/payments/list-unpaid-payments'

const MOST_UNPAID = 10

/** What most people of a language pay in, for those without a wallet or a price list to go by. */
const HOME_CURRENCY = { en: 'USD', ru: 'RUB' } as const

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('topUp'))('title') }
}

type TopUpPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function TopUpPage({ searchParams }: TopUpPageProps) {
  const { userId } = await requireUser(PATHS.topUp)
  const [t, locale, query] = await Promise.all([getTranslations('topUp'), getLocale(), searchParams])
  const db = database()
  const now = await appNow(db)
  const [wallets, tariffs, unpaid] = await Promise.all([
    readBalances(db, { userId, asOf: now }),
    listTariffs(db, { asOf: now }),
    listUnpaidPayments(db, { userId, limit: MOST_UNPAID }),
  ])
  const priced = tariffs.map(({ currency }) => currency)
  const home = HOME_CURRENCY[locale]
  // Their own wallets come first, then what something here costs money in, the reader's own currency ahead.
  const likely = [
    ...byUse(wallets).map(({ currency }) => currency),
    ...(priced.includes(home) ? [home] : []),
    ...priced,
    home,
  ]
  const currencies = listCurrencyChoices(likely, locale)
  const isKnown = currencies.some(({ value }) => value !== '' && value === query.currency)
  const currency = isKnown ? String(query.currency) : (likely[0] ?? home)
  const amount = typeof query.amount === 'string' ? query.amount.slice(0, 60) : ''
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('lead')}
        back={{ href: PATHS.balance, label: t('back') }}
      />
      <div className="flex max-w-xl flex-col gap-5 sm:gap-6">
        <Card>
          <CardBody className="sm:py-6">
            <TopUpForm currencies={currencies} initial={{ currency, amount }} formId={randomUUID()} />
          </CardBody>
        </Card>
        <UnpaidPayments payments={unpaid} />
      </div>
    </>
  )
}

/** What runs needs money first, then what has been paid into; a wallet may also stand empty from the start. */
function byUse(wallets: WalletBalance[]): WalletBalance[] {
  const rank = (wallet: WalletBalance) =>
    wallet.hourlyRateMicros > 0n ? 0 : wallet.balanceMinor > 0n ? 1 : 2
  return wallets.toSorted((a, b) => rank(a) - rank(b))
}
