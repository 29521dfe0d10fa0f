import type { Database } from '@/db/client'
import { tariffPrices, tariffs, users } from '@/db/schema'
import { assert } from '@/lib/errors'
import { creditWallet } from '@/lib/ledger/posting/credit-wallet'
import { openWallet } from '@/lib/ledger/wallets/wallet'

/** The instant most tests begin at. */
export const START = new Date('2026-03-01T00:00:00.000Z')

/** So many milliseconds after `START`. */
export const after = (ms: number) => new Date(START.getTime() + ms)

/** A user nobody else has. @returns the id. */
export async function plantUser(db: Database): Promise<string> {
  const [user] = await db
    .insert(users)
    .values({ email: `${crypto.randomUUID()}@example.test` })
    .returning({ id: users.id })
  assert(user, 'an inserted user has an id')
  return user.id
}

/** A user with a wallet that holds so many minor units. */
export async function plantWallet(
  db: Database,
  {
    balanceMinor = 0n,
    currency = 'RUB',
    asOf = START,
  }: { balanceMinor?: bigint; currency?: string; asOf?: Date } = {},
): Promise<{ userId: string; walletId: bigint; currency: string }> {
  const userId = await plantUser(db)
  const walletId = await openWallet(db, { userId, currency, asOf })
  if (balanceMinor > 0n) await topUp(db, walletId, balanceMinor, asOf)
  return { userId, walletId, currency }
}

/** Credits a wallet, outside any payment. */
export function topUp(db: Database, walletId: bigint, amountMinor: bigint, asOf: Date) {
  return db.transaction((tx) =>
    creditWallet(tx, {
      walletId,
      type: 'bonus',
      amountMinor,
      reason: 'test',
      asOf,
      actor: 'test',
      idempotencyKey: `test:${crypto.randomUUID()}`,
    }),
  )
}

/** A tariff at a price that has always held. @returns the id. */
export async function plantTariff(
  db: Database,
  {
    hourlyRateMicros,
    currency = 'RUB',
    monthlyCapHours = null,
  }: { hourlyRateMicros: bigint; currency?: string; monthlyCapHours?: number | null },
): Promise<string> {
  const [tariff] = await db.insert(tariffs).values({ name: 'Test tariff', currency }).returning()
  assert(tariff, 'an inserted tariff has an id')
  await db
    .insert(tariffPrices)
    .values({ tariffId: tariff.id, hourlyRateMicros, monthlyCapHours, effectiveFrom: new Date(0) })
  return tariff.id
}
