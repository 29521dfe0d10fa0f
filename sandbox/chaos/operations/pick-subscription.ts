import type { Scene } from './operation'

/** One of the live subscriptions of a wallet, if it has any. */
export async function pickSubscription({ dice, world, sql }: Scene) {
  const { walletId, userId, currency } = dice.pick(world.wallets)
  const which = dice.whole(0, 1_000_000)
  const live = await sql<{ id: string }[]>`
    select id from subscriptions where wallet_id = ${walletId} and status <> 'canceled' order by id`
  const subscription = live[which % Math.max(1, live.length)]
  return subscription && { subscriptionId: subscription.id, userId, currency }
}
