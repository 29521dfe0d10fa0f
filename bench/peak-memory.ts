import { readFileSync } from 'node:fs'
import type { BenchDatabase } from './scratch-server'

const SAMPLE_MS = 50

/**
 * Runs something and watches the memory of this process and of the database's backends that work for it, shared
 * buffers left out. Linux only.
 * @returns the peak in bytes.
 */
export async function peakMemoryOf({ owner }: BenchDatabase, run: () => Promise<unknown>): Promise<number> {
  globalThis.gc?.()
  let peak = 0
  let pids: number[] = []
  const look = () => {
    const anonymous = pids.map(anonymousBytes).reduce((sum, bytes) => sum + bytes, 0)
    peak = Math.max(peak, anonymous + process.memoryUsage().rss)
  }
  const timer = setInterval(look, SAMPLE_MS)
  const finder = setInterval(() => {
    void owner<{ pid: number }[]>`
      select pid from pg_stat_activity where application_name = 'hourglass' and datname = current_database()`.then(
      (rows) => {
        pids = rows.map(({ pid }) => pid)
      },
    )
  }, SAMPLE_MS)
  try {
    await run()
    look()
  } finally {
    clearInterval(timer)
    clearInterval(finder)
  }
  return peak
}

/** The memory of a process that it shares with nobody. Linux only; elsewhere 0. */
export function anonymousBytes(pid: number): number {
  try {
    return Number(/^RssAnon:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024
  } catch {
    return 0
  }
}
