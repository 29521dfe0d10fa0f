import { changeSubscription } from '@/lib/billing/subscriptions/change-subscription'
import { type AnyOperation, operation } from './operation'
import { pickSubscription } from './pick-subscription'

/** Another tariff of the same currency for what runs or is suspended. */
export const changeTariff = change('change-tariff', ({ dice, world }, currency) => ({
  tariffId: dice.pick(world.tariffs.filter((tariff) => tariff.currency === currency)).tariffId,
}))

/** Another quantity. */
export const changeQuantity = change('change-quantity', ({ dice }) => ({ quantity: dice.whole(1, 5) }))

type Change = { tariffId?: string; quantity?: number }

/** Each change also writes a name of its own, by which one that was acknowledged and then lost would show. */
function change(
  kind: string,
  draw: (scene: Parameters<AnyOperation['aim']>[0], currency: string) => Change,
): AnyOperation {
  return operation({
    kind,
    weight: 6,
    aim: async (scene) => {
      const picked = await pickSubscription(scene)
      if (!picked) return null
      const { subscriptionId, userId, currency } = picked
      return {
        args: { subscriptionId, userId, name: scene.stepId, ...draw(scene, currency) },
        effect: { state: 'named', subscriptionId, name: scene.stepId },
      }
    },
    perform: async ({ db }, args, asOf) => {
      const changed = await db.transaction((tx) => changeSubscription(tx, { ...args, asOf }))
      return changed ? { ok: true } : { ok: false, why: 'stopped before' }
    },
  })
}
