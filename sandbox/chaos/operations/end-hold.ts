import { captureHold, captureKey } from '@/lib/ledger/holds/capture-hold'
import { releaseHold } from '@/lib/ledger/holds/release-hold'
import { operation } from './operation'
import { pickHold } from './pick-hold'

/** The charge that a hold was placed for, of all or part of it. It can be made once, whoever asks how often. */
export const capture = operation({
  kind: 'capture',
  weight: 7,
  aim: async (scene) => {
    const picked = await pickHold(scene)
    if (!picked) return null
    const { holdId, userId, walletId, amount } = picked
    const part = scene.dice.pick([amount, amount / 2n, 1n])
    const amountMinor = (part > 0n ? part : 1n).toString()
    return {
      args: { userId, holdId, amountMinor },
      effect: {
        table: 'transactions',
        once: true,
        key: captureKey(holdId),
        row: { type: 'charge', wallet_id: walletId, amount: `-${amountMinor}` },
      },
    }
  },
  perform: async ({ db }, { amountMinor, ...which }, asOf) => {
    const wish = { ...which, amountMinor: BigInt(amountMinor), asOf, actor: 'chaos' }
    const { hold } = await db.transaction((tx) => captureHold(tx, wish))
    // Who asks again finds it captured, which is an answer if it is what was asked for.
    return hold.capturedSeq !== null && hold.capturedMinor === wish.amountMinor
      ? { ok: true, row: { seq: hold.capturedSeq.toString() } }
      : { ok: false, why: hold.status }
  },
})

/** The end of a hold without a charge. */
export const release = operation({
  kind: 'release',
  weight: 5,
  aim: async (scene) => {
    const picked = await pickHold(scene)
    if (!picked) return null
    const { holdId, userId } = picked
    return { args: { userId, holdId }, effect: { state: 'released', holdId } }
  },
  perform: async ({ db }, args, asOf) => {
    const result = await db.transaction((tx) => releaseHold(tx, { ...args, asOf }))
    return result.ok ? { ok: true } : { ok: false, why: result.hold.status }
  },
})
