import type { Attempt } from '../journal'
import type { RowEffect } from '../operations/operation'
import type { History } from './history'

type Row = Record<string, string>
type Table = RowEffect['table']

/**
 * Every row that workers asked for is there as often as it has to be: once if any call with its key was
 * acknowledged, not at all if all were refused, at most once if nobody knows; and what was answered is what is there.
 */
export function checkEffects(history: History, attempts: Attempt[]): string[] {
  const rows = groupBy(rowsOf(history), ({ table, key }) => `${table} ${key}`)
  const asked = groupBy(attempts.filter(hasRow), ({ effect }) => `${effect.table} ${effect.key}`)
  const findings: string[] = []
  for (const [name, found] of rows) {
    if (!asked.has(name)) findings.push(`${name}: ${found.length} rows, and nobody asked for them`)
  }
  for (const [name, calls] of asked) {
    findings.push(...checkRow(calls, rows.get(name) ?? []).map((what) => `${name}: ${what}`))
  }
  return findings
}

type RowAttempt = Attempt & { effect: RowEffect }

const hasRow = (attempt: Attempt): attempt is RowAttempt =>
  attempt.effect !== undefined && 'table' in attempt.effect

function checkRow(calls: RowAttempt[], found: { row: Row }[]): string[] {
  const findings: string[] = []
  const acknowledged = calls.filter(({ end }) => end?.ending === 'acknowledged')
  const unknown = calls.filter(
    ({ end }) => !end || end.ending === 'unknown' || end.ending === 'failed' || end.retried,
  )
  const once = calls.some(({ effect }) => effect.once)
  const least = once ? Math.min(1, acknowledged.length) : acknowledged.length
  const most = once ? Math.min(1, acknowledged.length + unknown.length) : acknowledged.length + unknown.length
  if (found.length < least) findings.push(`acknowledged (${acknowledged[0]?.stepId}), and not there`)
  if (found.length > most) {
    findings.push(most === 0 ? 'refused, and there all the same' : `there ${found.length} times, not ${most}`)
  }
  for (const { row } of found) {
    if (!calls.some(({ effect }) => holds(row, effect.row))) {
      findings.push(`there as ${JSON.stringify(row)}, as nobody asked for it`)
    }
    for (const { stepId, effect, end } of acknowledged) {
      const answered = { ...effect.row, ...end?.row }
      if (once && !holds(row, answered)) {
        findings.push(
          `${stepId} was answered ${JSON.stringify(answered)}, and there is ${JSON.stringify(row)}`,
        )
      }
    }
  }
  return findings
}

const holds = (row: Row, expected: Row) =>
  Object.entries(expected).every(([column, value]) => row[column] === value)

/** All rows that only come by somebody asking, under the names of effects. */
function rowsOf(history: History): { table: Table; key: string; row: Row }[] {
  const log = history.wallets.flatMap((wallet) => wallet.log).filter((row) => row.type !== 'usage' || row.key)
  return [
    ...log.map(({ walletId, seq, type, amount, key }) => ({
      table: 'transactions' as const,
      key: key ?? `of wallet ${walletId} without a key`,
      row: { wallet_id: walletId, seq: `${seq}`, type, amount: `${amount}` },
    })),
    ...history.subscriptions.map(({ id, userId, walletId, key }) => ({
      table: 'subscriptions' as const,
      key: key ?? `${id} without a key`,
      row: { id, user_id: userId, wallet_id: walletId },
    })),
    ...history.wallets.flatMap(({ walletId, userId, holds }) =>
      holds.map(({ id, amount, key }) => ({
        table: 'holds' as const,
        key: key ?? `${id} without a key`,
        row: { id, user_id: userId, wallet_id: walletId, amount: `${amount}` },
      })),
    ),
    ...history.prices.map(({ tariffId, rate, from }) => ({
      table: 'tariff_prices' as const,
      key: `${tariffId}/${rate}/${from}`,
      row: {},
    })),
  ]
}

function groupBy<T>(items: T[], nameOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const name = nameOf(item)
    const group = groups.get(name)
    if (group) group.push(item)
    else groups.set(name, [item])
  }
  return groups
}
