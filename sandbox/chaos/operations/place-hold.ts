import { placeHold } from '@/lib/ledger/holds/place-hold'
import { aimAtKey } from './aim-at-key'
import { operation } from './operation'

/** A hold of something between a minor unit and much, for seconds or for hours, at times twice with one key. */
export const hold = operation({
  kind: 'hold',
  weight: 10,
  aim: (scene) => {
    const { key, dice } = aimAtKey(scene, 'hold')
    const { walletId, userId, currency } = dice.pick(scene.world.wallets)
    const amountMinor = dice.magnitude(4).toString()
    const expiresInMs = dice.pick([1_000, 20_000, 300_000, 3_600_000, 36_000_000])
    return {
      args: { userId, currency, amountMinor, expiresInMs, key },
      effect: {
        table: 'holds',
        once: true,
        key,
        row: { user_id: userId, wallet_id: walletId, amount: amountMinor },
      },
    }
  },
  perform: async ({ db }, { amountMinor, key, ...wish }, asOf) => {
    const result = await db.transaction((tx) =>
      placeHold(tx, {
        ...wish,
        amountMinor: BigInt(amountMinor),
        reason: 'chaos',
        asOf,
        actor: 'chaos',
        idempotencyKey: key,
      }),
    )
    return result.ok ? { ok: true, row: { id: result.hold.id } } : { ok: false, why: 'insufficient_funds' }
  },
})
