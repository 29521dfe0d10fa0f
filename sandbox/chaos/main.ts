import { existsSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { Problem } from '../stack/problem'
import type { ChaosReport } from './report'
import { runChaos } from './run-chaos'

const HELP = `npm run chaos -- [options]
  --seed <number>     plays the plans and kills of an earlier run again (default: a new one, printed)
  --rounds <number>   rounds to play (default 3, or as many as fit into --minutes)
  --minutes <number>  begins no round after so long
  --workers <number>  processes at the same time (default 4)
  --wallets <number>  wallets they all work on (default 6)
  --steps <number>    steps of each worker in a round (default 250)
  --other <folder>    another checkout of this project, which every second worker runs`

/** `npm run chaos`: the ledger under real concurrency and kills; exit code 1 and a line for each finding. */
async function main(): Promise<void> {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    options: {
      ...{ seed: text, rounds: text, minutes: text, workers: text, wallets: text, steps: text, other: text },
      help: { type: 'boolean', short: 'h' },
    },
  })
  if (values.help) {
    console.log(HELP)
    return
  }
  const number = (name: 'seed' | 'rounds' | 'minutes' | 'workers' | 'wallets' | 'steps', least: number) => {
    const given = values[name]
    if (given === undefined) return undefined
    if (/^\d{1,10}$/.test(given) && Number(given) >= least) return Number(given)
    throw new Problem(`--${name} takes a whole number of at least ${least}.\n${HELP}`)
  }
  const seed = number('seed', 0) ?? Math.floor(Math.random() * 2 ** 31)
  const minutes = number('minutes', 1)
  const rounds = number('rounds', 1) ?? (minutes === undefined ? 3 : Number.POSITIVE_INFINITY)
  const workers = number('workers', 1) ?? 4
  const endsAt = minutes === undefined ? Number.POSITIVE_INFINITY : Date.now() + minutes * 60_000
  const other = values.other === undefined ? undefined : path.resolve(values.other)
  if (other && !existsSync(path.join(other, 'lib', 'ledger'))) {
    throw new Problem(`${other} is no checkout of this project.`)
  }
  console.log(`Seed ${seed}: --seed ${seed} plays it again.`)
  const report = await runChaos({
    seed,
    wallets: number('wallets', 1) ?? 6,
    size: { workers, steps: number('steps', 10) ?? 250, workerKills: workers, postgresKills: 1 },
    other,
    isEnough: (so) => so.rounds >= rounds || Date.now() >= endsAt,
    onRound: printRound,
  })
  for (const finding of report.findings) console.error(finding)
  if (report.kept) console.error(`The database and the journals of the workers are kept in ${report.kept}.`)
  console.log(
    JSON.stringify({ ...report, findings: report.findings.length, ok: report.findings.length === 0 }),
  )
  if (report.findings.length > 0) process.exitCode = 1
}

function printRound(report: ChaosReport): void {
  const { rounds, workersKilled, postgresKilled, ranDry, resumed, logRows, findings } = report
  console.log(
    `Round ${rounds}: ${logRows} rows in the log; ${ranDry} times dry, ${resumed} times resumed; killed so far: ` +
      `${workersKilled} workers, ${postgresKilled} PostgreSQL; ${findings.length} findings`,
  )
}

main().catch((error: unknown) => {
  console.error(error instanceof Problem ? error.message : error)
  process.exitCode = 1
})
