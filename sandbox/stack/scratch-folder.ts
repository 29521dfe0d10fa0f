import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { stopCluster } from './postgres/cluster'
import { identifyProcess } from './process-identity'

const PREFIX = 'hourglass-test-'
const OWNER_FILE = 'owner'

/** A folder for one test run. It is open to others, because the database server may run as another account. */
export function createScratchFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), PREFIX))
  chmodSync(folder, 0o755)
  writeFileSync(path.join(folder, OWNER_FILE), `${process.pid} ${identifyProcess(process.pid)}`)
  return folder
}

/** Stops the PostgreSQL of a scratch folder and removes all of it. */
export async function removeScratchFolder(folder: string): Promise<void> {
  await stopCluster(path.join(folder, 'postgres'), 'immediate')
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
}

/** Removes what test runs left behind that were killed before they could clean up. */
export async function removeAbandonedScratchFolders(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const folder = path.join(tmpdir(), name)
    if (name.startsWith(PREFIX) && isAbandoned(folder)) await removeScratchFolder(folder)
  }
}

function isAbandoned(folder: string): boolean {
  try {
    const [pid, identity] = readFileSync(path.join(folder, OWNER_FILE), 'utf8').split(' ')
    return identifyProcess(Number(pid)) !== identity
  } catch {
    return false
  }
}
