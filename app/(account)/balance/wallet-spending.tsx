import { getTranslations } from 'next-intl/server'
import { DailyAmounts } from '@/components/money/daily-amounts'
import { database } from '@/db/connection'
import { listDailySpending } from '@/lib/ledger/log/list-daily-spending'

const DAYS = 14

type WalletSpendingProps = {
  /** A wallet that was read as this user's. */
  wallet: { walletId: bigint; currency: string }
  now: Date
}

/** What a wallet spent lately. It reads for itself, so that the rest of the page does not wait for it. */
export async function WalletSpending({ wallet: { walletId, currency }, now }: WalletSpendingProps) {
  const [t, days] = await Promise.all([
    getTranslations('balance'),
    listDailySpending(database(), { walletId, asOf: now, days: DAYS }),
  ])
  return <DailyAmounts days={days} currency={currency} title={t('spentIn', { days: DAYS })} />
}
