import type postgres from 'postgres'

/** Codes of the driver and of the network for a connection that is gone, with whatever ran on it. */
const LOST = /^(CONNECTION_(CLOSED|DESTROYED|ENDED)|ECONNRESET|EPIPE|ETIMEDOUT)$/

/**
 * Keeps the driver from writing to a connection that is gone. When one breaks under a transaction, postgres 3.4.9 rejects
 * the query, and then sends the ROLLBACK down the broken connection all the same: a TypeError out of a timer, which
 * nobody can catch and which ends the process. Where something catches it (as Next's server does), the connection is
 * never flushed again, and the pool waits for it in vain.
 *
 * The database rolls back by itself what a broken connection has begun, and `begin` rejects by the connection's own
 * end. So here the callback of such a transaction just does not come to its end, and sends nothing after that.
 *
 * And it forgets what was sent behind another query in the moment in which that one's connection was reset: neither answered
 * nor refused, it waits for ever. So each connection of the pool is given one query at a time.
 */
export function surviveLostConnections(sql: postgres.Sql): void {
  oneAtATime(sql)
  const begin = sql.begin.bind(sql) as (options: string, work: Work) => Promise<unknown>
  const guarded = async (...given: [Work] | [string, Work]): Promise<unknown> => {
    const work = given.at(-1) as Work
    const state = { isOver: false }
    try {
      return await begin(typeof given[0] === 'string' ? given[0] : '', (tx) => run(tx, work, state))
    } finally {
      state.isOver = true
    }
  }
  sql.begin = guarded as typeof sql.begin
}

/**
 * The driver asks `onexecute` of a query that it has sent whether the connection takes another before this one is answered; a
 * transaction's `begin` has one of its own.
 */
function oneAtATime(sql: postgres.Sql): void {
  const unsafe = sql.unsafe.bind(sql)
  const alone: object = { onexecute: () => false }
  sql.unsafe = ((text: string, values: never[] = [], options: object = {}) =>
    unsafe(text, values, { ...alone, ...options })) as typeof sql.unsafe
}

type Work = (tx: postgres.TransactionSql) => unknown

async function run(tx: postgres.TransactionSql, work: Work, state: { isOver: boolean }): Promise<unknown> {
  const unsafe = tx.unsafe.bind(tx)
  tx.unsafe = ((...query: Parameters<typeof unsafe>) => {
    if (state.isOver)
      throw Object.assign(new Error('The transaction is over.'), { code: 'CONNECTION_CLOSED' })
    return unsafe(...query)
  }) as typeof tx.unsafe
  // A transaction within it ends in a ROLLBACK TO of its own.
  const savepoint = tx.savepoint.bind(tx) as (name: string, work: Work) => Promise<unknown>
  tx.savepoint = ((...given: [Work] | [string, Work]) => {
    const inner = given.at(-1) as Work
    return savepoint(typeof given[0] === 'string' ? given[0] : '', (deeper) => run(deeper, inner, state))
  }) as typeof tx.savepoint
  try {
    const result = await work(tx)
    if (!state.isOver) return result
  } catch (error) {
    if (!state.isOver && !isLost(error)) throw error
  }
  // Neither COMMIT nor ROLLBACK has anywhere to go; what waits for a part of the transaction ends with the whole.
  return new Promise(() => {})
}

function isLost(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { code, severity } = cause as Error & { code?: string; severity?: string }
    // What the server says before it hangs up by itself.
    if (severity === 'FATAL' || severity === 'PANIC' || LOST.test(code ?? '')) return true
  }
  return false
}
