import type { Attempt } from '../journal'
import type { History, WalletHistory } from './history'

/**
 * A wallet keeps back what its open holds say, none of which its settlement has passed; each captured one is a charge of
 * as much, in the row it says; and what was acknowledged to be released is, while nobody else released anything.
 */
export function checkHolds(history: History, attempts: Attempt[]): string[] {
  const releases = attempts.flatMap(({ effect, end, stepId }) =>
    effect && 'state' in effect && effect.state === 'released'
      ? [{ holdId: effect.holdId, end, stepId }]
      : [],
  )
  return history.wallets.flatMap((wallet) => [
    ...checkSum(wallet),
    ...wallet.holds.flatMap((hold) => [
      ...checkEnd(wallet, hold),
      ...checkRelease(
        hold,
        releases.filter(({ holdId }) => holdId === hold.id),
      ),
    ]),
  ])
}

type Hold = WalletHistory['holds'][number]

function checkSum({ walletId, held, holds }: WalletHistory): string[] {
  const open = holds.filter(({ status }) => status === 'open')
  const sum = open.reduce((total, { amount }) => total + amount, 0n)
  return sum === held ? [] : [`wallet ${walletId} keeps ${held} back, and its open holds say ${sum}`]
}

function checkEnd(wallet: WalletHistory, hold: Hold): string[] {
  const { id, status, expiresMs, endedMs, captured } = hold
  if (status === 'open' && expiresMs <= wallet.settledToMs)
    return [`hold ${id} is open, and its wallet is settled past its expiry`]
  if (status === 'expired' && endedMs !== expiresMs)
    return [`hold ${id} expired at another instant than it says`]
  const charge = wallet.log.find(({ key }) => key === `hold:${id}`)
  if (status !== 'captured') return charge ? [`hold ${id} is ${status}, and was charged`] : []
  if (captured === null || !charge || -charge.amount !== captured.amount || charge.seq !== captured.seq)
    return [`hold ${id} is captured, and its charge is ${charge?.amount} in row ${charge?.seq}`]
  return []
}

function checkRelease({ id, status }: Hold, releases: Pick<Attempt, 'end' | 'stepId'>[]): string[] {
  const acknowledged = releases.find(({ end }) => end?.ending === 'acknowledged')
  if (acknowledged && status !== 'released')
    return [`hold ${id} is ${status}, and ${acknowledged.stepId} released it`]
  const wasAsked = releases.some(({ end }) => end?.ending !== 'refused')
  return status === 'released' && !wasAsked ? [`hold ${id} is released, and nobody released it`] : []
}
