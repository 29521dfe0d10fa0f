import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  writeSync,
} from 'node:fs'
import path from 'node:path'
import type { Effect } from './operations/operation'

/** What a worker wrote before it called. */
export type Intent = {
  stepId: string
  kind: string
  args: unknown
  /** ISO instant. */
  asOf: string
  effect?: Effect | undefined
}

/** How a call ended: with an answer, by a rule of the domain, by a lost connection, or by an error that must not be. */
export type Ending = 'acknowledged' | 'refused' | 'unknown' | 'failed'

/** What it wrote after the call returned. */
export type End = {
  stepId: string
  ending: Ending
  /** Columns of the row that was answered. */
  row?: Record<string, string> | undefined
  why?: string | undefined
  /** Whether an earlier try of the same call had no answer, so that a refusal says nothing of that one. */
  retried?: boolean | undefined
}

/** A call as the journals tell it. Without an end its worker was killed, and nobody knows. */
export type Attempt = Intent & {
  end?: End
  /** Nanoseconds of the machine's steady clock, which all its processes share. */
  begunAt: bigint
  endedAt?: bigint
}

type Line = { at: string } & ({ intent: Intent } | { end: End })

const nameOf = (round: number, slot: number, generation: number) => `${round}-${slot}-${generation}.jsonl`

/** A worker's own append-only file. */
export type Journal = { intend(intent: Intent): void; end(end: End): void; close(): void }

/** Opens the journal of one worker process; the folder holds those of all. */
export function openJournal(
  folder: string,
  { round, slot, generation }: { round: number; slot: number; generation: number },
): Journal {
  mkdirSync(folder, { recursive: true })
  const file = openSync(path.join(folder, nameOf(round, slot, generation)), 'a')
  const write = (line: { intent: Intent } | { end: End }) =>
    writeSync(file, `${JSON.stringify({ at: `${process.hrtime.bigint()}`, ...line })}\n`)
  return {
    intend: (intent) => write({ intent }),
    end: (end) => {
      write({ end })
      fsyncSync(file)
    },
    close: () => closeSync(file),
  }
}

/** All attempts of a run, or those of one worker's predecessors in a round. */
export function readJournals(folder: string, of?: { round: number; slot: number }): Attempt[] {
  if (!existsSync(folder)) return []
  const files = readdirSync(folder).filter((name) => !of || name.startsWith(`${of.round}-${of.slot}-`))
  return files.flatMap((name) => readAttempts(readFileSync(path.join(folder, name), 'utf8')))
}

function readAttempts(text: string): Attempt[] {
  const attempts = new Map<string, Attempt>()
  // What follows the last line feed is a line that a kill cut short.
  for (const line of text.split('\n').slice(0, -1)) {
    const { at, ...entry } = JSON.parse(line) as Line
    if ('intent' in entry) attempts.set(entry.intent.stepId, { ...entry.intent, begunAt: BigInt(at) })
    else {
      const attempt = attempts.get(entry.end.stepId)
      if (!attempt) throw new Error(`BUG: ${entry.end.stepId} ended before it began`)
      Object.assign(attempt, { end: entry.end, endedAt: BigInt(at) })
    }
  }
  return [...attempts.values()]
}
