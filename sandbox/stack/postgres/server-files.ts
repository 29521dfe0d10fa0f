import { readFileSync, readlinkSync, realpathSync } from 'node:fs'
import path from 'node:path'
import { identifyProcess } from '../process-identity'

/** A server that runs on a data folder. */
export interface RunningServer {
  pid: number
  port: number
}

/**
 * Reads the server's own lock file. After a kill -9 or a crash that file stays behind, and its number may by
 * then belong to another program: such a file counts as none.
 * @param directory the data folder.
 */
export function findRunningServer(directory: string): RunningServer | undefined {
  const lines = readLockFile(directory)
  const pid = Number(lines[0])
  const port = Number(lines[3])
  return pid > 0 && port > 0 && isServerOf(pid, directory) ? { pid, port } : undefined
}

/** Whether the server accepts connections already. */
export function isServerReady(directory: string): boolean {
  return readLockFile(directory)[7]?.trim() === 'ready'
}

function readLockFile(directory: string): string[] {
  try {
    return readFileSync(path.join(directory, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return []
  }
}

function isServerOf(pid: number, directory: string): boolean {
  if (identifyProcess(pid) === undefined) return false
  if (process.platform !== 'linux') return true
  try {
    // A PostgreSQL server works in its data folder; nothing else does.
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(directory)
  } catch {
    return false
  }
}
