import { randomBytes } from 'node:crypto'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { migrate } from '@/db/migrate'
import '@/lib/testing/test-postgres'
import { startCluster } from './postgres/cluster'
import { localDatabaseUrl, provisionDatabase } from './postgres/provision'
import { createScratchFolder, removeAbandonedScratchFolders, removeScratchFolder } from './scratch-folder'

/** Nothing here has to survive a power cut, so the server need not wait for the disk. */
const SETTINGS = {
  max_connections: '300',
  shared_buffers: '128MB',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
}

const TEMPLATE = 'hourglass_template'

/**
 * Global setup of the tests: a real PostgreSQL on a free port, in a folder of its own, migrated once into a
 * template that every test file copies.
 */
export default async function startTestPostgres(project: TestProject): Promise<() => Promise<void>> {
  await removeAbandonedScratchFolders()
  const folder = createScratchFolder()
  try {
    const superuserPassword = randomBytes(16).toString('hex')
    const appPassword = randomBytes(16).toString('hex')
    const directory = path.join(folder, 'postgres')
    const { port } = await startCluster({ directory, password: superuserPassword, settings: SETTINGS })
    const address = (database: string) =>
      localDatabaseUrl({ user: 'postgres', password: superuserPassword, port, database })
    await provisionDatabase(address('postgres'), { database: TEMPLATE, appPassword })
    await migrate(address(TEMPLATE))
    project.provide('testPostgres', { port, superuserPassword, appPassword, template: TEMPLATE })
  } catch (error) {
    await removeScratchFolder(folder)
    throw error
  }
  return () => removeScratchFolder(folder)
}
