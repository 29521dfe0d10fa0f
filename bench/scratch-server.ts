import { randomBytes } from 'node:crypto'
import path from 'node:path'
import postgres from 'postgres'
import { createDatabase } from '@/db/client'
import { migrate } from '@/db/migrate'
import { startCluster } from '@/sandbox/stack/postgres/cluster'
import { APP_ROLE, localDatabaseUrl, provisionDatabase } from '@/sandbox/stack/postgres/provision'
import { createScratchFolder, removeScratchFolder } from '@/sandbox/stack/scratch-folder'
import { recycleWal } from './recycle-wal'

/** As durable as in production: every commit waits for the disk. */
const SETTINGS = {
  max_connections: '100',
  shared_buffers: '512MB',
  max_wal_size: '4GB',
  min_wal_size: '2GB',
  fsync: 'on',
  synchronous_commit: 'on',
}

/** An empty, migrated database of the scratch server. */
export type BenchDatabase = ReturnType<typeof createDatabase> & {
  url: string
  /** Its address as the role the application logs in as. */
  appUrl: string
  owner: postgres.Sql
}

/** A PostgreSQL of the benchmarks' own, which goes with them. */
export type ScratchServer = {
  /** @param options `connections` of its pool, 4 unless told. */
  openDatabase: (name: string, options?: { connections?: number }) => Promise<BenchDatabase>
  /** For files of a benchmark. */
  folder: string
  close: () => Promise<void>
}

/** Starts a server in a scratch folder, so that no benchmark ever touches anyone's data. */
export async function startScratchServer(): Promise<ScratchServer> {
  const folder = createScratchFolder()
  const password = randomBytes(16).toString('hex')
  const { port } = await startCluster({
    directory: path.join(folder, 'postgres'),
    password,
    settings: SETTINGS,
  })
  const address = (database: string) => localDatabaseUrl({ user: 'postgres', password, port, database })
  const admin = postgres(address('postgres'), { max: 1 })
  await recycleWal(admin)
  await admin.end()
  const opened: BenchDatabase[] = []
  return {
    folder,
    openDatabase: async (name, { connections = 4 } = {}) => {
      await provisionDatabase(address('postgres'), { database: name, appPassword: password })
      await migrate(address(name))
      const owner = postgres(address(name), { max: 2, onnotice: () => {} })
      const opening = createDatabase(address(name), { max: connections })
      const appUrl = localDatabaseUrl({ user: APP_ROLE, password, port, database: name })
      const database = { ...opening, url: address(name), appUrl, owner }
      opened.push(database)
      return database
    },
    close: async () => {
      for (const { close, owner } of opened) await Promise.all([close(), owner.end()])
      await removeScratchFolder(folder)
    },
  }
}
