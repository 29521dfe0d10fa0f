import type postgres from 'postgres'
import { anonymousBytes } from './peak-memory'
import { plantKey } from './plant-key'
import { plantRows } from './plant-log'
import { type BenchResult, median, timeMs } from './result'
import type { ScratchServer } from './scratch-server'
import { type RunningApp, startApp } from './start-app'
import { vacuumFilled } from './vacuum-filled'

/** Long enough for the memory to have come to where it stays. */
const SMALL_ROWS = 300_000
const LARGE_ROWS = 1_000_000
const SAMPLES = 3
const LOOK_MS = 20

/** Rows that the bare reading holds at a time. */
const CURSOR_ROWS = 2000

/**
 * The whole log of all users as JSON lines, over HTTP, on the production build: how long a million rows take against the
 * same rows read off a cursor of the driver and written as JSON, and how much memory they take against three hundred
 * thousand.
 */
export async function benchLogExport(server: ScratchServer): Promise<BenchResult[]> {
  const small = await openLog(server, SMALL_ROWS)
  const large = await openLog(server, LARGE_ROWS)
  try {
    const samples: { exportMs: number; bareMs: number }[] = []
    const memory: { small: number; large: number }[] = []
    for (let round = 0; round <= SAMPLES; round += 1) {
      let exportMs = 0
      const smallBytes = await peakOf(small, async () => void (await timeMs(() => takeAll(small))))
      const largeBytes = await peakOf(large, async () => {
        exportMs = await timeMs(() => takeAll(large))
      })
      const bareMs = await timeMs(() => readBare(large.owner))
      if (round === 0) continue
      samples.push({ exportMs, bareMs })
      memory.push({ small: smallBytes, large: largeBytes })
    }
    return [timeResult(samples), memoryResult(memory)]
  } finally {
    await small.app.close()
    await large.app.close()
  }
}

type Log = { app: RunningApp; owner: postgres.Sql; key: string; rows: number }

async function openLog(server: ScratchServer, rows: number): Promise<Log> {
  const { appUrl, owner } = await server.openDatabase(`export_${rows}`)
  await plantRows(owner, rows)
  const [admin] = await owner`update users set role = 'admin' where email = 'log-0@example.test' returning id`
  const key = await plantKey(owner, admin?.id, ['operator'])
  await vacuumFilled(owner)
  return { app: await startApp({ folder: server.folder, databaseUrl: appUrl }), owner, key, rows }
}

/** Takes the whole log and counts its lines. */
async function takeAll({ app, key, rows }: Log): Promise<void> {
  const response = await fetch(`${app.url}/api/v1/transactions?users=all&format=jsonl`, {
    headers: { Authorization: `Bearer ${key}` },
  })
  let lines = 0
  for await (const part of response.body as unknown as AsyncIterable<Uint8Array>) {
    for (let at = part.indexOf(10); at >= 0; at = part.indexOf(10, at + 1)) lines += 1
  }
  if (lines !== rows) throw new Error(`The export has ${lines} rows of ${rows}.`)
}

async function peakOf({ app }: Log, run: () => Promise<void>): Promise<number> {
  let peak = 0
  const look = () => {
    peak = Math.max(peak, anonymousBytes(app.pid()))
  }
  const timer = setInterval(look, LOOK_MS)
  try {
    await run()
    look()
  } finally {
    clearInterval(timer)
  }
  return peak
}

async function readBare(owner: postgres.Sql): Promise<number> {
  let bytes = 0
  const rows = owner`
    select t.*, w.currency from transactions t join wallets w on w.id = t.wallet_id
     order by t.datetime desc, t.wallet_id desc, t.seq desc`
  for await (const page of rows.cursor(CURSOR_ROWS)) {
    bytes += page.map((row) => JSON.stringify(row)).join('\n').length
  }
  return bytes
}

function timeResult(samples: { exportMs: number; bareMs: number }[]): BenchResult {
  const exportMs = median(samples.map((sample) => sample.exportMs))
  const bareMs = median(samples.map((sample) => sample.bareMs))
  return {
    name: 'log-export',
    ratio: exportMs / bareMs,
    target: 2,
    better: 'lower',
    yardstick: 'the same rows read off a cursor of the driver and written as JSON, without HTTP',
    detail: {
      rows: LARGE_ROWS,
      samples: SAMPLES,
      ms: Math.round(exportMs),
      bareMs: Math.round(bareMs),
      rowsPerSecond: Math.round((LARGE_ROWS / exportMs) * 1000),
    },
  }
}

function memoryResult(samples: { small: number; large: number }[]): BenchResult {
  const large = median(samples.map((sample) => sample.large))
  const small = median(samples.map((sample) => sample.small))
  return {
    name: 'log-export-memory',
    ratio: large / small,
    target: 1.3,
    better: 'lower',
    yardstick: `the peak memory of a server that exports ${SMALL_ROWS} rows`,
    detail: {
      rows: LARGE_ROWS,
      peakMb: Math.round(large / 2 ** 20),
      smallPeakMb: Math.round(small / 2 ** 20),
    },
  }
}
