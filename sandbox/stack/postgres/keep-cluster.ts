import path from 'node:path'
import type { Stop } from '../listen-for-stop'
import { Problem } from '../problem'
import type { Secrets } from '../secrets'
import type { Terminal } from '../terminal.mjs'
import { holdCluster } from './hold-cluster'
import { findRunningServer } from './server-files'

const INTERVAL_MS = 2_000

/**
 * Looks after the embedded PostgreSQL, which is no child of ours: should it be killed, it is started again on
 * the same port, where the application finds it by itself.
 * @returns what ends the looking after.
 */
export function keepCluster(
  dataDirectory: string,
  secrets: Secrets,
  terminal: Terminal,
  stop: Stop,
): () => Promise<void> {
  const directory = path.join(dataDirectory, 'postgres')
  const port = findRunningServer(directory)?.port
  let work = Promise.resolve()
  const timer = setInterval(() => {
    work = work.then(() => check()).catch(stop.fail)
  }, INTERVAL_MS)

  async function check(): Promise<void> {
    if (stop.signal.aborted || findRunningServer(directory)) return
    terminal.line('  PostgreSQL stopped by itself. Starting it again.')
    const hold = await holdCluster(dataDirectory, secrets.postgresPassword)
    if (hold.port !== port) throw new Problem(`PostgreSQL stopped, and its port ${port} was taken meanwhile.`)
  }

  return async () => {
    clearInterval(timer)
    await work
  }
}
