import { styleText } from 'node:util'

const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏']
const FRAME_MS = 90
/** Without a live display a step that takes longer than this says that it has begun. */
const SILENCE_MS = 4_000
/** Wide enough for the longest title, so that the times stand in one column. */
const TITLE_WIDTH = 34

/**
 * Shows progress to a person: one line a step, with a tick and the time it took. Plain JavaScript, because
 * the first step shown is the installation of everything else.
 * @param {NodeJS.WriteStream} stream
 */
export function createTerminal(stream) {
  const live = Boolean(stream.isTTY) && process.env.TERM !== 'dumb' && !process.env.CI
  const paint = (format, text) => (usesColor(stream) ? styleText(format, text) : text)
  const line = (text = '') => stream.write(`${text}\n`)

  /** Runs one step; its work may add a remark that stands behind the time. */
  async function step(title, work) {
    const startedAt = performance.now()
    let remark = ''
    const stopShowing = live ? spin(stream, paint, title, startedAt) : announceLate(line, paint, title)
    const finish = (mark) => {
      stopShowing()
      const tail = remark ? `  ${paint('dim', remark)}` : ''
      line(`  ${mark} ${title.padEnd(TITLE_WIDTH)} ${paint('dim', since(startedAt))}${tail}`)
    }
    try {
      const result = await work((text) => {
        remark = text
      })
      finish(paint('green', '✓'))
      return result
    } catch (error) {
      finish(paint('red', '✗'))
      throw error
    }
  }

  /** A frame around a few rows of a name and what it stands for; a row without a name is a note. */
  function box(title, rows) {
    const nameWidth = Math.max(...rows.map(([name]) => name.length)) + 3
    const plain = rows.map(([name, text]) => (name ? name.padEnd(nameWidth) + text : text))
    const width = Math.max(title.length, ...plain.map((text) => text.length)) + 4
    line()
    line(`  ${paint('dim', `╭${'─'.repeat(width)}╮`)}`)
    const put = (shown, length) => {
      const edge = paint('dim', '│')
      line(`  ${edge}  ${shown}${' '.repeat(width - length - 4)}  ${edge}`)
    }
    put(paint('bold', title), title.length)
    for (const [index, [name, text]] of rows.entries()) {
      const shown = name ? paint('dim', name.padEnd(nameWidth)) + text : paint('dim', text)
      put(shown, plain[index].length)
    }
    line(`  ${paint('dim', `╰${'─'.repeat(width)}╯`)}`)
    line()
  }

  return { line, step, box, paint }
}

function usesColor(stream) {
  if (process.env.NO_COLOR) return false
  return process.env.FORCE_COLOR ? process.env.FORCE_COLOR !== '0' : Boolean(stream.isTTY)
}

function spin(stream, paint, title, startedAt) {
  let frame = 0
  const draw = () => {
    const mark = paint('cyan', FRAMES[frame++ % FRAMES.length])
    stream.write(`\r\x1b[2K  ${mark} ${title.padEnd(TITLE_WIDTH)} ${paint('dim', since(startedAt))}`)
  }
  draw()
  const timer = setInterval(draw, FRAME_MS)
  return () => {
    clearInterval(timer)
    stream.write('\r\x1b[2K')
  }
}

function announceLate(line, paint, title) {
  const timer = setTimeout(() => line(`  ${paint('dim', '…')} ${title}`), SILENCE_MS)
  return () => clearTimeout(timer)
}

function since(startedAt) {
  const ms = performance.now() - startedAt
  if (ms < 1_000) return `${Math.round(ms)} ms`
  if (ms < 60_000) return `${(ms / 1_000).toFixed(1)} s`
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1_000)} s`
}
