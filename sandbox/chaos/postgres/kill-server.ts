import { setTimeout as sleep } from 'node:timers/promises'
import { findRunningServer } from '../../stack/postgres/server-files'
import { identifyProcess } from '../../stack/process-identity'
import { findChildren } from './find-children'

/**
 * Kills a server as a power cut would: the postmaster and all its backends with SIGKILL, whatever they are about.
 * @param directory its data folder.
 * @returns how many processes it had; all of them are gone.
 */
export async function killServer(directory: string): Promise<number> {
  const server = findRunningServer(directory)
  if (!server) throw new Error(`BUG: no server runs on ${directory}`)
  const canStop = process.platform !== 'win32'
  // Held first, so that it starts no backend while they are counted.
  if (canStop) process.kill(server.pid, 'SIGSTOP')
  const pids = [server.pid, ...(canStop ? findChildren(server.pid) : [])]
  for (const pid of pids) kill(pid)
  while (pids.some((pid) => identifyProcess(pid) !== undefined)) await sleep(5)
  return pids.length
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    // A backend may have ended by itself since it was counted.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
