import type { Database } from '@/db/client'
import { appNow } from '@/db/now'
import { plantManyWallets } from '@/lib/testing/plant-many-wallets'
import type { TestDatabase } from '@/lib/testing/test-database'
import { addTariffPrice } from './add-tariff-price'

/** Sets the sandbox's clock and does nothing of what falls due on the way: the tests start the jobs themselves. */
export async function freezeClock({ owner }: TestDatabase, now: Date): Promise<void> {
  await owner`insert into sandbox_clock (frozen_at) values (${now})
    on conflict ("only") do update set frozen_at = excluded.frozen_at`
}

/** So many subscribers of one tariff at its first price, each on a wallet of their own. @returns the tariff's id. */
export async function plantSubscribers(
  { owner }: TestDatabase,
  { count, since }: { count: number; since: Date },
): Promise<string> {
  await plantManyWallets(owner, { count, since })
  const [tariff] = await owner<{ id: string }[]>`select id from tariffs where name = 'Many'`
  const tariffId = tariff?.id ?? ''
  await owner`insert into tariff_prices (tariff_id, hourly_rate_micros, effective_from)
    select ${tariffId}, max(hourly_rate_micros), ${since} from subscriptions`
  await owner`update subscriptions set metered_at = started_at,
    tariff_price_id = (select max(id) from tariff_prices) where tariff_id = ${tariffId}`
  return tariffId
}

/** A price for everyone from now on. @returns its id. */
export async function raisePrice(
  db: Database,
  price: { tariffId: string; hourlyRateMicros: bigint; monthlyCapHours?: number | null; adminId: string },
): Promise<bigint> {
  const asOf = await appNow(db)
  return db.transaction((tx) =>
    addTariffPrice(tx, { ...price, effectiveFrom: asOf, appliesToExisting: true, asOf }),
  )
}
