import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, onTestFinished, test } from 'vitest'

/** Talks until it is stopped, and ends with a status that only an orderly stop has. */
const TALKER = `
  import { listenForStop } from ${JSON.stringify(new URL('./listen-for-stop.ts', import.meta.url).href)}
  const stop = listenForStop()
  const timer = setInterval(() => console.log('still here'), 5)
  await stop.wait()
  console.log('a last word')
  clearInterval(timer)
  process.exitCode = 42
`

function talk() {
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', TALKER])
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

test('when nobody reads its output any more, it stops in order', async () => {
  const child = talk()
  await once(child.stdout, 'data')
  child.stdout.destroy()
  expect(await once(child, 'exit')).toEqual([42, null])
})

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('on %s it stops in order', async (signal) => {
  const child = talk()
  await once(child.stdout, 'data')
  child.stdout.resume()
  child.kill(signal)
  expect(await once(child, 'exit')).toEqual([42, null])
})
