import { randomBytes, randomInt } from 'node:crypto'
import { renameSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { migrate } from '@/db/migrate'
import { isPortFree } from '../../stack/free-port'
import { startCluster, stopCluster } from '../../stack/postgres/cluster'
import { APP_ROLE, localDatabaseUrl, provisionDatabase } from '../../stack/postgres/provision'
import { createScratchFolder, removeScratchFolder } from '../../stack/scratch-folder'
import { killServer } from './kill-server'

/** As durable as in production. Deadlocks are looked for sooner, since here they are looked for on purpose. */
const SETTINGS = {
  max_connections: '200',
  shared_buffers: '128MB',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  deadlock_timeout: '50ms',
}

const DATABASE = 'chaos'

/** A migrated PostgreSQL of a run's own, which can be killed. */
export type ChaosServer = {
  /** A folder that goes with it. */
  folder: string
  appUrl: string
  ownerUrl: string
  kill(): Promise<number>
  /** Starts it again, at the same address. */
  start(): Promise<void>
  /** Waits until no backend is left that a killed client may have given work to. */
  settle(): Promise<void>
  /** Stops it. @returns where its data are kept, if they are to be. */
  close(options?: { keepAs?: string | undefined }): Promise<string | undefined>
}

/** Starts one in a scratch folder. */
export async function startChaosServer(): Promise<ChaosServer> {
  const folder = createScratchFolder()
  const directory = path.join(folder, 'postgres')
  const password = randomBytes(16).toString('hex')
  const port = await findQuietPort()
  const address = (user: string, database: string) => localDatabaseUrl({ user, password, port, database })
  const start = async () => {
    for (;;) {
      while (!(await isPortFree(port))) await sleep(50)
      const server = await startCluster({ directory, password, preferredPort: port, settings: SETTINGS })
      if (server.port === port) return
      // Somebody took the port for an instant; workers know no other.
      await stopCluster(directory)
    }
  }
  await start()
  await provisionDatabase(address('postgres', 'postgres'), { database: DATABASE, appPassword: password })
  await migrate(address('postgres', DATABASE))
  const ownerUrl = address('postgres', DATABASE)
  return {
    folder,
    appUrl: address(APP_ROLE, DATABASE),
    ownerUrl,
    kill: () => killServer(directory),
    start,
    settle: () => waitForBackends(ownerUrl),
    close: async ({ keepAs } = {}) => {
      if (keepAs === undefined) {
        await removeScratchFolder(folder)
        return undefined
      }
      await stopCluster(directory)
      const kept = path.join(tmpdir(), keepAs)
      renameSync(folder, kept)
      return kept
    },
  }
}

/** A free port below those that the system gives to outgoing connections, one of which would be in the way of a restart. */
async function findQuietPort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 30_000)
    if (await isPortFree(port)) return port
  }
}

async function waitForBackends(ownerUrl: string): Promise<void> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} })
  try {
    for (;;) {
      const [row] = await sql`
        select count(*)::int as others from pg_stat_activity
         where backend_type = 'client backend' and pid <> pg_backend_pid()`
      if (row?.others === 0) return
      await sleep(20)
    }
  } finally {
    await sql.end()
  }
}
