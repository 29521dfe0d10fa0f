import type { Database } from '@/db/client'
import { appNow } from '@/db/now'
import { type AutomaticPayment, listOpenOf } from '../automatic/automatic-payment'
import { type AutoTopUp, listAutoTopUps } from './auto-top-up'
import { sumMonth } from './sum-month'

/** How a wallet tops itself up, and how far that is. */
export type AutoTopUpStanding = {
  rule: AutoTopUp
  /** Minor units that came in this way in this calendar month (UTC), or are about to. */
  thisMonthMinor: bigint
  /** The payment that it has begun and not got yet. */
  open: AutomaticPayment | null
}

/** How a user's wallets top themselves up, by currency, or that of one currency. */
export async function readStandings(
  db: Database,
  query: { userId: string; currency?: string | undefined },
): Promise<AutoTopUpStanding[]> {
  const [rules, asOf] = await Promise.all([listAutoTopUps(db, query), appNow(db)])
  return Promise.all(
    rules.map(async (rule) => {
      const { walletId, cappedUntil } = rule
      const [thisMonthMinor, [open]] = await Promise.all([
        sumMonth(db, { walletId, asOf }),
        listOpenOf(db, { walletId }),
      ])
      const standsStill = cappedUntil !== null && cappedUntil > asOf
      return {
        rule: { ...rule, cappedUntil: standsStill ? cappedUntil : null },
        thisMonthMinor,
        open: open ?? null,
      }
    }),
  )
}
