import type { Scene } from './operation'

/** One of the open holds of a wallet, or one that has ended not long ago, if it has any. */
export async function pickHold({ dice, world, sql }: Scene) {
  const { walletId, userId } = dice.pick(world.wallets)
  const which = dice.whole(0, 1_000_000)
  const found = await sql<{ id: string; amount: string }[]>`
    select id, amount::text from holds where wallet_id = ${walletId} order by status = 'open' desc, id desc limit 4`
  const picked = found[which % Math.max(1, found.length)]
  return picked && { holdId: picked.id, amount: BigInt(picked.amount), userId, walletId }
}
