import { createDatabase } from '@/db/client'
import { openJournal, readJournals } from './journal'
import { type Part, playSteps } from './play-steps'
import type { World } from './world'

/** What a worker process is told, as JSON on its command line. */
export type WorkerJob = {
  world: World
  /** Where it ends is its plan's; where it begins follows from the journals of its predecessors. */
  part: Omit<Part, 'firstStep'>
  databaseUrl: string
  connections: number
  /** The folder of all journals. */
  journals: string
}

/** What it tells its parent: how many steps of its slot's plan are over. */
export type WorkerProgress = { steps: number }

/**
 * One server of a rolling deployment: its own process and connections. It dies with its parent, and is killed at
 * any instant.
 */
async function main(): Promise<void> {
  const dieWithParent = () => process.exit(1)
  process.once('disconnect', dieWithParent)
  const { world, part, databaseUrl, connections, journals }: WorkerJob = JSON.parse(process.argv[2] ?? '')
  const before = readJournals(journals, part)
  const unanswered = before.filter(({ end }) => !end || end.ending === 'unknown')
  const firstStep = 1 + Math.max(-1, ...before.map(({ stepId }) => stepNumber(stepId)))
  const { db, sql, close } = createDatabase(databaseUrl, { max: connections })
  const journal = openJournal(journals, part)
  await playSteps({
    world,
    part: { ...part, firstStep },
    hands: { db, sql },
    journal,
    unanswered,
    onProgress: (steps) => process.send?.({ steps } satisfies WorkerProgress),
  })
  journal.close()
  await close()
  process.off('disconnect', dieWithParent)
  process.disconnect()
}

const stepNumber = (stepId: string) => Number.parseInt(stepId.split('.')[2] ?? '', 10)

main().catch((error: unknown) => {
  console.error(error)
  process.exit(1)
})
