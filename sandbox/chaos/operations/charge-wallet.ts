import type postgres from 'postgres'
import { chargeWallet } from '@/lib/ledger/posting/charge-wallet'
import { aimAtKey } from './aim-at-key'
import { operation } from './operation'

const UNIT = 3_600_000_000_000n

/** A debit of about what is available: all of it, a minor unit more or less, a part; or one whose key others use too. */
export const charge = operation({
  kind: 'charge',
  weight: 18,
  aim: async (scene) => {
    const { key, dice, shared } = aimAtKey(scene, 'charge')
    const { walletId, userId, currency } = dice.pick(scene.world.wallets)
    const near = shared ? dice.magnitude(4) : await nearAvailable(scene.sql, walletId, scene)
    const amountMinor = (near > 0n ? near : 1n).toString()
    return {
      args: { userId, currency, amountMinor, key },
      effect: {
        table: 'transactions',
        once: true,
        key,
        row: { type: 'charge', wallet_id: walletId, amount: `-${amountMinor}` },
      },
    }
  },
  perform: async ({ db }, { userId, currency, amountMinor, key }, asOf) => {
    const result = await db.transaction((tx) =>
      chargeWallet(tx, {
        userId,
        currency,
        amountMinor: BigInt(amountMinor),
        reason: 'chaos',
        asOf,
        actor: 'chaos',
        idempotencyKey: key,
      }),
    )
    if (!result.ok) return { ok: false, why: 'insufficient_funds' }
    return { ok: true, row: { seq: result.transaction.seq.toString() } }
  },
})

async function nearAvailable(
  sql: postgres.Sql,
  walletId: string,
  { dice, asOf }: { dice: { pick: <T>(from: readonly T[]) => T }; asOf: Date },
): Promise<bigint> {
  const [wallet] = await sql`
    select balance::text, hourly_rate_micros::text as rate, carry::text,
           (extract(epoch from last_hourly_billing) * 1000)::bigint::text as since
      from wallets where id = ${walletId}`
  const elapsedMs = BigInt(Math.max(0, asOf.getTime() - Number(wallet?.since)))
  const free = BigInt(wallet?.balance) * UNIT - BigInt(wallet?.rate) * elapsedMs - BigInt(wallet?.carry)
  const available = free > 0n ? free / UNIT : 0n
  return dice.pick([available, available + 1n, available - 1n, available / 2n, available / 10n])
}
