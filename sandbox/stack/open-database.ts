import postgres from 'postgres'
import type { Settings } from './environment'
import { type ClusterHold, holdCluster } from './postgres/hold-cluster'
import { localDatabaseUrl, provisionDatabase } from './postgres/provision'
import { Problem } from './problem'
import type { Secrets } from './secrets'

/** The database everything works on. */
export interface OpenDatabase {
  /** Address as the application. */
  url: string
  /** Address as the owner of the tables. */
  ownerUrl: string
  /** A few words for people: where it is, and whether it was running already. */
  description: string
  /** Lets go of it; an embedded one stops when nobody else holds it. */
  close(): Promise<void>
}

/**
 * Reaches the database of the settings: the operator's own, or the embedded one, which is started if need be.
 * @throws Problem when it cannot be reached.
 */
export async function openDatabase(settings: Settings, secrets: Secrets | undefined): Promise<OpenDatabase> {
  if (settings.database) return reachDatabase(settings.database)
  if (!secrets) throw new Problem('DATABASE_URL is missing.')
  const hold = await holdCluster(settings.dataDirectory, secrets.postgresPassword)
  try {
    return await provide(hold, secrets)
  } catch (error) {
    await hold.release()
    throw error
  }
}

async function provide(hold: ClusterHold, secrets: Secrets): Promise<OpenDatabase> {
  const { port, wasRunning, release } = hold
  const superuser = { user: 'postgres', password: secrets.postgresPassword, port }
  const database = 'hourglass'
  await provisionDatabase(localDatabaseUrl({ ...superuser, database: 'postgres' }), {
    database,
    appPassword: secrets.appPassword,
  })
  return {
    url: localDatabaseUrl({ user: 'hourglass_app', password: secrets.appPassword, port, database }),
    ownerUrl: localDatabaseUrl({ ...superuser, database }),
    description: wasRunning ? `port ${port}, was running` : `port ${port}`,
    close: release,
  }
}

async function reachDatabase(database: { url: string; ownerUrl: string }): Promise<OpenDatabase> {
  const { host } = new URL(database.url)
  for (const url of new Set([database.url, database.ownerUrl])) {
    const sql = postgres(url, { max: 1, connect_timeout: 10, onnotice: () => {} })
    try {
      await sql`select 1`
    } catch (error) {
      throw new Problem(`The database at ${host} cannot be used: ${describeError(error)}`)
    } finally {
      await sql.end({ timeout: 1 })
    }
  }
  return { ...database, description: host, close: async () => {} }
}

function describeError(error: unknown): string {
  return error instanceof Error ? error.message || error.name : String(error)
}
