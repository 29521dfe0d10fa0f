import type { History } from './check/history'
import type { Attempt, Ending } from './journal'
import { OPERATIONS } from './operations'

/** How often an operation ended how; `open` are those whose worker was killed before it heard an answer. */
export type Tally = Record<Ending | 'open', number>

/** What a run came to. */
export type ChaosReport = {
  seed: number
  rounds: number
  workersKilled: number
  postgresKilled: number
  /** Times that a wallet ran dry, and that it ran on after that. */
  ranDry: number
  resumed: number
  logRows: number
  operations: Record<string, Tally>
  /** What is wrong; a run ends with the first round that finds anything. */
  findings: string[]
}

/** Counts what happened so far. */
export function countHistory(
  { wallets }: History,
  attempts: Attempt[],
): Pick<ChaosReport, 'ranDry' | 'resumed' | 'logRows' | 'operations'> {
  const operations = Object.fromEntries(
    OPERATIONS.map(({ kind }): [string, Tally] => [
      kind,
      { acknowledged: 0, refused: 0, unknown: 0, failed: 0, open: 0 },
    ]),
  )
  for (const { kind, end } of attempts) {
    const tally = operations[kind]
    if (tally) tally[end?.ending ?? 'open'] += 1
  }
  const changes = wallets.map((wallet) => wallet.changes)
  return {
    ranDry: changes.flat().filter(({ cause }) => cause === 'ran_dry').length,
    resumed: changes.flatMap((own) =>
      own.filter(({ rate }, index) => rate > 0n && own[index - 1]?.cause === 'ran_dry'),
    ).length,
    logRows: wallets.reduce((sum, { log }) => sum + log.length, 0),
    operations,
  }
}

/** What a run has not done yet; one that did all of it was worth something. */
export function whatIsMissing(report: ChaosReport): string[] {
  const { workersKilled, postgresKilled, ranDry, resumed } = report
  const events = { workersKilled, postgresKilled, ranDry, resumed }
  const happened: [string, number][] = [
    ...Object.entries(events),
    ...Object.entries(report.operations).map(([kind, tally]): [string, number] => [kind, tally.acknowledged]),
  ]
  return happened.filter(([, count]) => count === 0).map(([what]) => what)
}
