import type { Attempt } from '../journal'
import { checkEffects } from './check-effects'
import { checkHolds } from './check-holds'
import { checkLog } from './check-log'
import { checkStates } from './check-states'
import { checkUsage } from './check-usage'
import type { History } from './history'

/**
 * Recomputes everything from the rows as they are and from what workers wrote down: a second opinion that shares no code
 * and no query with the product.
 * @returns what is wrong, a sentence each: nothing, unless the ledger is.
 */
export function checkHistory(history: History, attempts: Attempt[]): string[] {
  return [
    ...history.strays.map(
      ({ walletId, seq }) => `row ${seq} belongs to wallet ${walletId}, which does not exist`,
    ),
    ...history.wallets.flatMap((wallet) => [...checkLog(wallet), ...checkUsage(wallet)]),
    ...checkEffects(history, attempts),
    ...checkHolds(history, attempts),
    ...checkStates(history, attempts),
    ...attempts.flatMap(({ end, kind, stepId }) =>
      end?.ending === 'failed' ? [`${kind} ${stepId} failed: ${end.why}`] : [],
    ),
  ]
}
