import { creditWallet } from '@/lib/ledger/posting/credit-wallet'
import { aimAtKey } from './aim-at-key'
import { operation } from './operation'

/** Money that comes in: from a minor unit to a hundred million, at times with a key that others use too. */
export const credit = operation({
  kind: 'credit',
  weight: 18,
  aim: (scene) => {
    const { key, dice } = aimAtKey(scene, 'credit')
    const { walletId } = dice.pick(scene.world.wallets)
    const amount = dice.magnitude(8)
    // Now and then somebody uses a key for another amount, which has to be refused.
    const amountMinor = (scene.dice.chance(0.05) ? amount + 1n : amount).toString()
    return {
      args: { walletId, amountMinor, key },
      effect: {
        table: 'transactions',
        once: true,
        key,
        row: { type: 'bonus', wallet_id: walletId, amount: amountMinor },
      },
    }
  },
  perform: async ({ db }, { walletId, amountMinor, key }, asOf) => {
    const transaction = await db.transaction((tx) =>
      creditWallet(tx, {
        walletId: BigInt(walletId),
        type: 'bonus',
        amountMinor: BigInt(amountMinor),
        reason: 'chaos',
        asOf,
        actor: 'chaos',
        idempotencyKey: key,
      }),
    )
    return { ok: true, row: { seq: transaction.seq.toString() } }
  },
})
