import { env } from '@/lib/env'
import { createDatabase, type Database } from './client'

const shared = globalThis as typeof globalThis & { hourglassDatabase?: ReturnType<typeof createDatabase> }

/** The app's pool of connections, opened at its first use. It hangs on the process so that reloads share it. */
export function database(): Database {
  shared.hourglassDatabase ??= createDatabase(env().DATABASE_URL, { max: 20 })
  return shared.hourglassDatabase.db
}
