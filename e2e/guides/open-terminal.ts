import { spawn } from 'node:child_process'

/** A shell that remembers, as the terminal of whoever follows a guide does. */
export type Terminal = {
  /** Runs a command. @returns what it printed. Throws where it fails. */
  run: (command: string) => Promise<string>
  close: () => void
}

/** Marks the end of a command's output. */
const END = '--- end of the command ---'

/** Opens a shell. The guides speak of a fresh installation; @param replace where things are in this one. */
export function openTerminal(replace: Record<string, string>): Terminal {
  const shell = spawn('bash', ['--noprofile', '--norc'], { stdio: ['pipe', 'pipe', 'pipe'] })
  let output = ''
  let complaints = ''
  const waiting: (() => void)[] = []
  shell.stdout.on('data', (chunk) => {
    output += chunk
    if (output.includes(END) && output.endsWith('\n')) waiting.shift()?.()
  })
  shell.stderr.on('data', (chunk) => {
    complaints += chunk
  })

  async function run(command: string): Promise<string> {
    output = ''
    complaints = ''
    const done = new Promise<void>((resolve) => waiting.push(resolve))
    const here = Object.entries(replace).reduce((text, [from, to]) => text.replaceAll(from, to), command)
    shell.stdin.write(`set -o pipefail\n${here}\necho "\n${END} $?"\n`)
    await done
    const [printed = '', code = ''] = output.split(END)
    if (code.trim() !== '0')
      throw new Error(`This failed (${code.trim()}):\n${here}\n${printed}\n${complaints}`)
    return printed.trim()
  }

  return { run, close: () => shell.kill() }
}
