import { type ChildProcess, spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import settings from '@/lib/testing/test-settings.json' with { type: 'json' }
import type { WorkerJob, WorkerProgress } from './worker'

/** A worker process, its output kept for the case that it fails. */
export type Worker = {
  process: ChildProcess
  slot: number
  /** How it ended; it never rejects. */
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null; output: string }>
}

const ROOT = path.resolve(import.meta.dirname, '..', '..')

/**
 * Starts a worker.
 * @param checkout the folder of the project whose ledger it runs. The steps are those of this checkout all the same.
 * @param timeZone the server's, which must not matter.
 */
export function startWorker(
  job: WorkerJob,
  { checkout = ROOT, timeZone }: { checkout?: string | undefined; timeZone: string },
  onProgress: (progress: WorkerProgress) => void,
): Worker {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
  const script = path.join(import.meta.dirname, 'worker.ts')
  const child = spawn(process.execPath, ['--import', tsx, script, JSON.stringify(job)], {
    cwd: checkout,
    env: {
      ...process.env,
      ...settings,
      DATABASE_URL: job.databaseUrl,
      TZ: timeZone,
      // Where "@/" leads.
      TSX_TSCONFIG_PATH: path.join(checkout, 'tsconfig.json'),
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk))
  child.on('message', (message) => onProgress(message as WorkerProgress))
  const ended = new Promise<Awaited<Worker['ended']>>((resolve) => {
    child.once('error', (error) => resolve({ code: null, signal: null, output: String(error) }))
    child.once('close', (code, signal) => resolve({ code, signal, output }))
  })
  return { process: child, slot: job.part.slot, ended }
}
