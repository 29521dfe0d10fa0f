import { type ChildProcess, spawn } from 'node:child_process'

/** How a program ended, with all it said. */
export interface ToolResult {
  code: number | null
  output: string
}

const running = new Set<ChildProcess>()

/** Runs a program of node_modules or the system to its end. */
export function runTool(
  command: string,
  args: string[],
  options: { cwd: string; env?: Record<string, string> },
): Promise<ToolResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    running.add(child)
    let output = ''
    const collect = (chunk: Buffer) => {
      output += chunk
    }
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    child.once('error', reject)
    child.once('close', (code) => {
      running.delete(child)
      resolve({ code, output })
    })
  })
}

/** Asks whatever runs to stop, with the signal upon which test runners clean up after themselves. */
export function interruptTools(): void {
  for (const child of running) child.kill('SIGINT')
}
