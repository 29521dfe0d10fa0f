import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { identifyProcess } from '../process-identity'
import { startCluster, stopCluster } from './cluster'

/** A claim on the embedded PostgreSQL: it runs at least until the claim is given back. */
export interface ClusterHold {
  port: number
  /** Whether it was running before. */
  wasRunning: boolean
  /** Gives the claim back; the last one to do so stops the server. */
  release(): Promise<void>
}

const SETTINGS = {
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  max_connections: '200',
  shared_buffers: '256MB',
}

/**
 * Makes sure that the embedded PostgreSQL of a data folder runs, for several programs at once: `npm start`
 * and any number of commands. Each leaves its process number in a folder, so that whoever leaves last can
 * stop the server; numbers of programs that were killed do not count.
 */
export async function holdCluster(dataDirectory: string, password: string): Promise<ClusterHold> {
  const directory = path.join(dataDirectory, 'postgres')
  const holders = path.join(dataDirectory, 'postgres-holders')
  const own = path.join(holders, `${process.pid}`)
  mkdirSync(holders, { recursive: true })
  writeFileSync(own, `${identifyProcess(process.pid)}`)
  const release = async () => {
    rmSync(own, { force: true })
    if (!hasLiveHolder(holders)) await stopCluster(directory)
  }
  try {
    const portFile = path.join(dataDirectory, 'postgres-port')
    const server = await startCluster({
      directory,
      password,
      preferredPort: readPort(portFile),
      settings: SETTINGS,
    })
    // The same port next time, so that an address somebody noted down stays good.
    writeFileSync(portFile, `${server.port}\n`)
    return { port: server.port, wasRunning: server.wasRunning, release }
  } catch (error) {
    await release()
    throw error
  }
}

function hasLiveHolder(holders: string): boolean {
  return readdirSync(holders).some((name) => {
    const file = path.join(holders, name)
    const isAlive = identifyProcess(Number(name)) === readFileSync(file, 'utf8')
    if (!isAlive) rmSync(file, { force: true })
    return isAlive
  })
}

function readPort(file: string): number | undefined {
  try {
    return Number.parseInt(readFileSync(file, 'utf8'), 10) || undefined
  } catch {
    return undefined
  }
}
