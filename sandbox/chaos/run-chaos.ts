import path from 'node:path'
import postgres from 'postgres'
import { createDatabase } from '@/db/client'
import { verifyLedger } from '@/lib/ledger/verify-ledger'
import { checkHistory } from './check/check-history'
import { readHistory } from './check/history'
import { readJournals } from './journal'
import { plantWorld } from './plant-world'
import { playRound, type RoundSize } from './play-round'
import { type ChaosServer, startChaosServer } from './postgres/chaos-server'
import { type ChaosReport, countHistory } from './report'

/** A run. */
export type ChaosOptions = {
  /** Decides every plan and every kill. */
  seed: number
  wallets: number
  size: RoundSize
  /** The folder of another checkout of this project, which every second worker runs. */
  other?: string | undefined
  /** Asked after each round whether that was enough. */
  isEnough: (report: ChaosReport) => boolean
  onRound?: (report: ChaosReport) => void
}

/**
 * Rounds of workers at work on the same few wallets while they and PostgreSQL are killed; after each of them the ledger
 * is verified, by the product and from outside. Ends when it was enough, or at the first round that finds anything.
 * @returns the report, and, if anything was found, the folder in which the database and the journals are kept.
 */
export async function runChaos(options: ChaosOptions): Promise<ChaosReport & { kept?: string | undefined }> {
  const { seed, wallets, size, other } = options
  const server = await startChaosServer()
  let keepAs: string | undefined
  let report: ChaosReport | undefined
  try {
    const world = await asOwner(server, (owner) => plantWorld(owner, { seed, wallets }))
    const killed = { workersKilled: 0, postgresKilled: 0 }
    for (let round = 1; ; round += 1) {
      const played = await playRound(server, world, { round, size, other })
      killed.workersKilled += played.workersKilled
      killed.postgresKilled += played.postgresKilled
      const checked = await checkServer(server)
      report = { seed, rounds: round, ...killed, ...checked }
      report.findings.push(...played.findings)
      options.onRound?.(report)
      if (report.findings.length > 0) keepAs = `hourglass-chaos-${seed}-${process.pid}`
      if (report.findings.length > 0 || options.isEnough(report)) break
    }
  } finally {
    const kept = await server.close({ keepAs })
    if (report && kept) Object.assign(report, { kept })
  }
  return report
}

/** Looks at everything, by the product's own verifier and by the check that shares nothing with it. */
async function checkServer(server: ChaosServer) {
  return asOwner(server, async ({ db, sql }) => {
    const violations = await verifyLedger(db)
    const history = await sql.begin('isolation level repeatable read read only', readHistory)
    const attempts = readJournals(path.join(server.folder, 'journals'))
    const findings = [
      ...violations.map(
        ({ invariant, subject, detail }) => `${subject}: not true that ${invariant} (${detail})`,
      ),
      ...checkHistory(history, attempts),
    ]
    return { ...countHistory(history, attempts), findings }
  })
}

type Owner = { db: ReturnType<typeof createDatabase>['db']; sql: postgres.Sql }

/** Connections for as long as they are needed: none may outlive a server that is about to be killed. */
async function asOwner<T>(server: ChaosServer, use: (owner: Owner) => Promise<T>): Promise<T> {
  const { db, close } = createDatabase(server.ownerUrl, { max: 1 })
  const sql = postgres(server.ownerUrl, { max: 1, onnotice: () => {}, connection: { TimeZone: 'UTC' } })
  try {
    return await use({ db, sql })
  } finally {
    await Promise.all([close(), sql.end()])
  }
}
