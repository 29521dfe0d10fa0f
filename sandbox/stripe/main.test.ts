import { spawn } from 'node:child_process'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { temporaryDataFile } from './test-sandbox'

/** Runs the command line entry until it exits or has said something, and answers what it said. */
async function run(env: Record<string, string>) {
  const main = fileURLToPath(new URL('./main.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', main], { env: { ...process.env, ...env } })
  onTestFinished(() => void child.kill('SIGKILL'))
  const said = new Promise<string>((resolve) => {
    child.stdout.on('data', (data) => resolve(String(data)))
    child.stderr.on('data', (data) => resolve(String(data)))
  })
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
  return { child, text: await said, exited }
}

test('it says where it is ready, and stops when it is told to', async () => {
  const DATA_DIR = dirname(temporaryDataFile())
  const { child, text, exited } = await run({ SANDBOX_PORT: '0', DATA_DIR, NODE_ENV: 'test' })
  expect(text).toMatch(/^Stripe sandbox ready on http:\/\/127\.0\.0\.1:\d+\n$/)
  child.kill('SIGTERM')
  expect(await exited).toBe(0)
})

test('in production it refuses with a sentence', async () => {
  const { text, exited } = await run({ SANDBOX_PORT: '0', NODE_ENV: 'production' })
  expect(text).toContain('The Stripe sandbox does not run in production')
  expect(await exited).toBe(1)
})
