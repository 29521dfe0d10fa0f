import {
  closeSync,
  existsSync,
  fstatSync,
  fsync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'

/** One line of the journal: the objects that one call wrote, each with its kind. */
export type JournalLine = [kind: string, object: { id: string }][]

/**
 * An append-only file of JSON lines. A line is whole or it is not there: what a kill left half-written
 * at the end is cut off when the file is opened, so the call that wrote it never happened.
 */
export class Journal {
  readonly #path: string
  #fd: number
  #syncing: Promise<void> | undefined
  #queued: Promise<void> | undefined

  private constructor(path: string, fd: number) {
    this.#path = path
    this.#fd = fd
  }

  /**
   * Opens the journal and replays it.
   * @throws Error when a line before the last one is unreadable: that is not a torn write.
   */
  static open(path: string, replay: (line: JournalLine) => void): Journal {
    mkdirSync(dirname(path), { recursive: true })
    const bytes = existsSync(path) ? readFileSync(path) : Buffer.alloc(0)
    let start = 0
    let number = 0
    for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, start)) {
      number++
      const line = parseLine(bytes.subarray(start, end).toString('utf8'))
      if (!line && end + 1 < bytes.length) throw new Error(`${path}: line ${number} is damaged.`)
      if (!line) break
      replay(line)
      start = end + 1
    }
    const fd = openSync(path, 'a')
    if (start < bytes.length) {
      ftruncateSync(fd, start)
      fsyncSync(fd)
    }
    syncDirectory(path)
    return new Journal(path, fd)
  }

  /** Appends one line. It is durable when the promise resolves; lines written meanwhile share one fsync. */
  append(line: JournalLine): Promise<void> {
    const { size } = fstatSync(this.#fd)
    try {
      writeSync(this.#fd, `${JSON.stringify(line)}\n`)
    } catch (error) {
      // A full disk can leave half a line, and the next one must not be glued to it.
      ftruncateSync(this.#fd, size)
      throw error
    }
    // A sync under way may have begun before this line was written, so wait for the one after it.
    this.#queued ??= (this.#syncing ?? Promise.resolve()).then(() => {
      this.#queued = undefined
      this.#syncing = new Promise((resolve, reject) => {
        fsync(this.#fd, (error) => (error ? reject(error) : resolve()))
      })
      return this.#syncing
    })
    return this.#queued
  }

  /** Replaces the file by a shorter one that holds the same state. */
  compact(lines: Iterable<JournalLine>): void {
    const next = `${this.#path}.next`
    const fd = openSync(next, 'w')
    for (const line of lines) writeSync(fd, `${JSON.stringify(line)}\n`)
    fsyncSync(fd)
    closeSync(fd)
    closeSync(this.#fd)
    renameSync(next, this.#path)
    syncDirectory(this.#path)
    this.#fd = openSync(this.#path, 'a')
  }

  /** Waits for the last sync and closes the file. */
  async close(): Promise<void> {
    await (this.#queued ?? this.#syncing)
    closeSync(this.#fd)
  }
}

function parseLine(text: string): JournalLine | undefined {
  try {
    const line: unknown = JSON.parse(text)
    return Array.isArray(line) ? (line as JournalLine) : undefined
  } catch {
    return undefined
  }
}

/** A rename or a new file is durable only when its directory is. Windows cannot open one, and needs not. */
function syncDirectory(path: string): void {
  if (process.platform === 'win32') return
  const fd = openSync(dirname(path), 'r')
  fsyncSync(fd)
  closeSync(fd)
}
