import { startSubscription } from '@/lib/billing/subscriptions/start-subscription'
import { aimAtKey } from './aim-at-key'
import { operation } from './operation'

/** More than these on a wallet only repeat each other. */
const ENOUGH = 8

/** A subscription that begins, at times twice with one key. */
export const start = operation({
  kind: 'start',
  weight: 10,
  aim: async (scene) => {
    const { key, dice } = aimAtKey(scene, 'start')
    const { walletId, userId, currency } = dice.pick(scene.world.wallets)
    const { tariffId } = dice.pick(scene.world.tariffs.filter((tariff) => tariff.currency === currency))
    const quantity = dice.whole(1, 3)
    const [live] = await scene.sql`
      select count(*)::int as count from subscriptions where wallet_id = ${walletId} and status <> 'canceled'`
    if (live?.count >= ENOUGH) return null
    return {
      args: { userId, tariffId, quantity, key },
      effect: {
        table: 'subscriptions',
        once: true,
        key,
        row: { user_id: userId, wallet_id: walletId },
      },
    }
  },
  perform: async ({ db }, { userId, tariffId, quantity, key }, asOf) => {
    const result = await db.transaction((tx) =>
      startSubscription(tx, { userId, tariffId, quantity, name: '', asOf, idempotencyKey: key }),
    )
    if (!result.ok) return { ok: false, why: 'insufficient_funds' }
    return { ok: true, row: { id: result.subscription.id } }
  },
})
