import type { Database } from '@/db/client'
import { retryOnConflict } from '@/db/retry-on-conflict'
import type { Answer } from '../answer'
import { type KeyedRequest, replayAnswer, storeAnswer, takeKey } from './stored-request'

/**
 * Runs a request whose whole effect is in the database: key, effect and answer are one transaction. A twin at the
 * same moment waits at the key until that transaction ends, and then gives its answer again. What is thrown undoes
 * everything, the key too; a refusal that is to stand is an answer.
 * @param request undefined for a caller who sent no key: the effect then is just one transaction.
 */
export function runInTransaction(
  db: Database,
  request: KeyedRequest | undefined,
  effect: (tx: Database) => Promise<Answer>,
): Promise<Answer> {
  return retryOnConflict(() =>
    db.transaction(async (tx) => {
      if (!request) return effect(tx)
      if (await takeKey(tx, request)) {
        const answer = await effect(tx)
        await storeAnswer(tx, request, answer)
        return answer
      }
      return replayAnswer(tx, request)
    }),
  )
}
