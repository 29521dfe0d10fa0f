import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'

/** A load that PostgreSQL's own benchmark program puts on a database. */
export type PgbenchLoad = {
  url: string
  clients: number
  seconds: number
  /** A script of its own; undefined is TPC-B, on tables that `preparePgbench` made. */
  script?: { folder: string; name: string; text: string }
}

/** Fills a database with the tables of TPC-B: `scale` × 100 000 accounts. */
export async function preparePgbench(url: string, scale: number): Promise<void> {
  await run(['--initialize', '--quiet', `--scale=${scale}`, url])
}

/** Runs a load in prepared mode. @returns transactions per second. */
export async function runPgbench({ url, clients, seconds, script }: PgbenchLoad): Promise<number> {
  const file = script && path.join(script.folder, `${script.name}.sql`)
  if (file) writeFileSync(file, script.text)
  const load = [`--client=${clients}`, '--jobs=2', `--time=${seconds}`, '--protocol=prepared', '--no-vacuum']
  const output = await run([...load, ...(file ? [`--file=${file}`] : ['--builtin=tpcb-like']), url])
  const tps = /^tps = ([\d.]+)/m.exec(output)?.[1]
  if (!tps || /failed transactions: [1-9]/.test(output)) throw new Error(`pgbench failed.\n${output}`)
  return Number(tps)
}

function run(words: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.env.PGBENCH ?? 'pgbench', words, { stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text
      })
    }
    child.once('error', () =>
      reject(
        new Error('pgbench was not found: install it (Debian: postgresql-contrib), or name it in PGBENCH.'),
      ),
    )
    child.once('close', (code) => (code === 0 ? resolve(output) : reject(new Error(output))))
  })
}
