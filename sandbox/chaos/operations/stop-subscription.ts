import { stopSubscription } from '@/lib/billing/subscriptions/stop-subscription'
import { operation } from './operation'
import { pickSubscription } from './pick-subscription'

/** The end of a subscription; stopping what was stopped before is no error. */
export const stop = operation({
  kind: 'stop',
  weight: 6,
  aim: async (scene) => {
    const picked = await pickSubscription(scene)
    if (!picked) return null
    const { subscriptionId, userId } = picked
    return { args: { subscriptionId, userId }, effect: { state: 'canceled', subscriptionId } }
  },
  perform: async ({ db }, args, asOf) => {
    await db.transaction((tx) => stopSubscription(tx, { ...args, asOf }))
    return { ok: true }
  },
})
