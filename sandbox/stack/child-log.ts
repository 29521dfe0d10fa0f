import type { ChildProcess } from 'node:child_process'
import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { Terminal } from './terminal.mjs'

/** Where the words of one part go: a file, and as far as asked for, the terminal. */
export interface ChildLog {
  attach(child: ChildProcess): void
  /** The last words, to be shown when the part did not survive. */
  tail(): string
}

const TAIL_LINES = 60
/** Levels of pino, the application's log: below a warning a line is for the file alone. */
const WARNING = 40
const NAME_WIDTH = 10

/** Opens the log of a part, empty. */
export function openChildLog(
  options: { logsDirectory: string | undefined; show: 'errors' | 'all'; terminal: Terminal },
  name: string,
): ChildLog {
  const { logsDirectory, show, terminal } = options
  const file = logsDirectory === undefined ? undefined : openLogFile(logsDirectory, name)
  const last: string[] = []
  const label = terminal.paint('dim', `  ${name.padEnd(NAME_WIDTH)}│`)
  const write = (text: string, isShown: boolean) => {
    file?.write(`${text}\n`)
    last.push(text)
    if (last.length > TAIL_LINES) last.shift()
    if (isShown) terminal.line(`${label} ${text}`)
  }
  return {
    attach: ({ stdout, stderr }) => {
      if (stdout) createInterface({ input: stdout }).on('line', (text) => write(text, show === 'all'))
      if (!stderr) return
      createInterface({ input: stderr }).on('line', (text) =>
        write(text, show === 'all' || isWorthShowing(text)),
      )
    },
    tail: () => last.join('\n'),
  }
}

function openLogFile(directory: string, name: string): WriteStream {
  mkdirSync(directory, { recursive: true })
  return createWriteStream(path.join(directory, `${name}.log`))
}

/** Errors are shown, be they words or lines of the application's log; what merely happened is not. */
function isWorthShowing(text: string): boolean {
  const level = /^\{"level":(\d+)/.exec(text)?.[1]
  return level === undefined || Number(level) >= WARNING
}
