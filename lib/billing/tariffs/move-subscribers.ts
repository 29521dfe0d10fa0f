import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { settleWallets } from '@/lib/ledger/settlement/settle-wallets'
import { setWalletRates } from '@/lib/ledger/settlement/wallet-rate'
import { idArray } from '@/lib/ledger/settlement/wallet-selection'
import { recordEvents } from '@/lib/outbox/record-event'
import { canCarry, duePrices, isOutdated, withPrices } from './due-prices'
import { priceChangeData } from './price-event'

/** What became of a batch of wallets whose subscriptions were to move to the prices due. */
export type Moved = {
  /** Wallets that pay the new price now. */
  switched: number
  /** Wallets that keep their price, because everything on them would cost more an hour than can be counted. */
  stuckIds: bigint[]
}

/**
 * Moves the subscriptions of some wallets to the prices that are due for them, in a few statements for all of them.
 * Each wallet is locked, in the order of their ids, and settled at its old rate at the instant. Suspended
 * subscriptions take the price they will resume with. Each subscription that moved is told in the outbox.
 */
export async function moveSubscribers(
  tx: Database,
  { walletIds, asOf }: { walletIds: readonly bigint[]; asOf: Date },
): Promise<Moved> {
  // Whoever adds or takes back a price waits for the batch: no price is changed under it.
  await tx.execute(sql`select id from tariffs order by id for share`)
  const outdated = await lockOutdated(tx, { walletIds, asOf })
  const fittingIds = outdated.filter(({ fits }) => fits).map(({ id }) => BigInt(id))
  const stuckIds = outdated.filter(({ fits }) => !fits).map(({ id }) => BigInt(id))
  if (fittingIds.length === 0) return { switched: 0, stuckIds }
  await settleWallets(tx, { selection: { walletIds: fittingIds }, asOf })
  const running = await switchPrices(tx, { walletIds: fittingIds, asOf })
  const due = sql`select unnest(${idArray(running)}) as id, ${asOf.toISOString()}::timestamptz as at`
  await setWalletRates(tx, due, 'price_changed')
  return { switched: fittingIds.length, stuckIds }
}

type Wallets = { walletIds: readonly bigint[]; asOf: Date }

/**
 * Locks the wallets, and tells which of them still have something to move (another process may have been here), and
 * whether they can carry it.
 */
async function lockOutdated(tx: Database, { walletIds, asOf }: Wallets) {
  const ids = idArray(walletIds)
  await tx.execute(sql`select id from wallets where id = any(${ids}) order by id for no key update`)
  return tx.execute<{ id: string; fits: boolean }>(sql`
    with due as (${duePrices(asOf)})
    select s.wallet_id as id, ${canCarry} as fits from ${withPrices}
     where s.wallet_id = any(${ids}) and s.status <> 'canceled'
     group by s.wallet_id having bool_or(${isOutdated}) order by id`)
}

/**
 * The hours of this month count on: a subscription that has been charged for as many as the new cap has already costs
 * nothing until the next month. `meterWithCap` is the same for one.
 * @returns the wallets on which something that runs has moved, and whose rates are to be set.
 */
async function switchPrices(tx: Database, { walletIds, asOf }: Wallets): Promise<bigint[]> {
  const moved = await tx.execute<MovedSubscription>(sql`
    with due as (${duePrices(asOf)}),
    planned as (
      select s.id, due.id as price_id, due.hourly_rate_micros, due.monthly_cap_hours, at.instant as at,
             metered_by(s.metered_ms, s.metered_at, s.status = 'active' and s.capped_until is null, at.instant) as ms
        from ${withPrices}
        join wallets w on w.id = s.wallet_id
       cross join lateral (
             -- A suspended one changes as of where its wallet stands, for it may resume at an instant before this one.
             select greatest(case when s.status = 'active' then ${asOf.toISOString()}::timestamptz end,
                             w.last_hourly_billing, s.metered_at) as instant) at
       where s.wallet_id = any(${idArray(walletIds)}) and ${isOutdated})
    update subscriptions s
       set hourly_rate_micros = p.hourly_rate_micros, tariff_price_id = p.price_id,
           monthly_cap_hours = p.monthly_cap_hours, metered_ms = p.ms, metered_at = p.at,
           capped_until = case when p.ms >= p.monthly_cap_hours * 3600000::bigint then next_month(p.at) end
      from planned p where p.id = s.id
    returning s.id, s.user_id, s.wallet_id, s.tariff_id, s.quantity, s.status, s.metered_at, s.tariff_price_id,
              (select currency from tariffs where tariffs.id = s.tariff_id) as currency,
              old.hourly_rate_micros as old_rate, new.hourly_rate_micros as new_rate,
              old.monthly_cap_hours as old_cap, new.monthly_cap_hours as new_cap`)
  await recordEvents(
    tx,
    moved.map(toEvent).sort((a, b) => (a.key < b.key ? -1 : 1)),
  )
  const running = moved.filter(({ status }) => status === 'active').map(({ wallet_id: id }) => id)
  return [...new Set(running)].map(BigInt)
}

type MovedSubscription = {
  id: string
  user_id: string
  wallet_id: string
  tariff_id: string
  quantity: number
  status: string
  metered_at: string
  tariff_price_id: string
  currency: string
  old_rate: string
  new_rate: string
  old_cap: number | null
  new_cap: number | null
}

function toEvent(moved: MovedSubscription) {
  return {
    type: 'subscription.price_changed' as const,
    key: `subscription.price_changed:${moved.id}:${moved.tariff_price_id}`,
    userId: moved.user_id,
    walletId: BigInt(moved.wallet_id),
    at: new Date(moved.metered_at),
    data: priceChangeData({
      subscriptionId: moved.id,
      tariffId: moved.tariff_id,
      quantity: moved.quantity,
      currency: moved.currency,
      old: { hourlyRateMicros: BigInt(moved.old_rate), monthlyCapHours: moved.old_cap },
      new: { hourlyRateMicros: BigInt(moved.new_rate), monthlyCapHours: moved.new_cap },
    }),
  }
}
