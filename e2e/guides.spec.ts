import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type APIRequestContext, expect, type Page, test } from '@playwright/test'
import { findFreePort } from '../sandbox/stack/free-port'
import { expectShown } from './guides/expect-shown'
import { openTerminal, type Terminal } from './guides/open-terminal'
import { readProgram, readSteps, type Step } from './guides/read-steps'

const demo = JSON.parse(process.env.E2E_DEMO ?? '[]') as { email: string; password: string; role: string }[]
const YOU = { email: 'you@example.test', password: 'correct horse battery' }

/** Does what a guide says, word for word, and holds each answer against what the guide shows. */
async function follow(terminal: Terminal, steps: Step[]): Promise<unknown> {
  let answer: unknown
  for (const { command, shown } of steps) {
    const printed = await terminal.run(command)
    answer = printed === '' ? undefined : JSON.parse(printed)
    if (shown !== undefined) expectShown(answer, shown)
    else expect(answer ?? {}, command).not.toHaveProperty('code')
    for (const [, name] of command.matchAll(/^export (\w+)=/gm)) {
      expect(await terminal.run(`echo "$${name}"`), name).toMatch(/^(?!undefined).{20,}$/)
    }
  }
  return answer
}

/** Pays as the guide says, in a browser that does not know anybody yet. */
async function pay(page: Page, url: string): Promise<void> {
  await page.goto(url)
  await page.locator('input[name=email]').fill(YOU.email)
  await page.locator('input[name=password]').fill(YOU.password)
  await page.locator('input[name=password]').press('Enter')
  await page.getByLabel('Card number').fill('4242 4242 4242 4242')
  await page.getByLabel('Expiration date').fill('12 / 34')
  await page.getByLabel('Security code').fill('123')
  await page.getByRole('button', { name: /^Pay / }).click()
  await expect(page.getByRole('heading', { name: 'Payment received' })).toBeVisible()
}

/** Enters a card to be saved as the guide says, in the browser that paid. */
async function saveCard(page: Page, url: string): Promise<void> {
  await page.goto(url)
  await page.getByLabel('Card number').fill('4242 4242 4242 4242')
  await page.getByLabel('Expiration date').fill('12 / 34')
  await page.getByLabel('Security code').fill('123')
  await page.getByRole('button', { name: 'Save the card' }).click()
  await expect(page).toHaveURL(/\/cards$/)
}

/** Money for the guides that begin with a full wallet. */
async function giveMoney(request: APIRequestContext, to: string): Promise<void> {
  const { email, password } = demo.find(({ role }) => role === 'admin')!
  const { access_token: token } = await (
    await request.post('/api/v1/token', { data: { email, password } })
  ).json()
  const headers = { authorization: `Bearer ${token}`, 'idempotency-key': crypto.randomUUID() }
  const found = await (await request.get(`/api/v1/users?email=${to}`, { headers })).json()
  const data = { user: found.data[0].id, value: '5000.00', currency: 'RUB', reason: 'For the guides' }
  expect((await request.post('/api/v1/bonus', { headers, data })).status()).toBe(201)
}

test('every command of the guides works word for word', async ({ page, request, baseURL }) => {
  test.setTimeout(180_000)
  const receiverPort = await findFreePort()
  const terminal = openTerminal({
    'http://127.0.0.1:8000': baseURL!,
    'http://127.0.0.1:9000': `http://127.0.0.1:${receiverPort}`,
  })
  try {
    const [start, ...steps] = readSteps('quick-start')
    // The stack was started so.
    expect(start?.command).toBe('npm start\n')
    const paid = steps.findIndex(({ command }) => command.includes('/payment'))
    const payment = await follow(terminal, steps.slice(0, paid + 1))
    await pay(page, (payment as { confirmation_url: string }).confirmation_url)
    await follow(terminal, steps.slice(paid + 1))

    await giveMoney(request, YOU.email)
    for (const guide of ['requests', 'idempotency', 'errors', 'holds', 'operators', 'refunds', 'testing']) {
      await follow(terminal, readSteps(guide))
    }
    const [ask, ...saved] = readSteps('saved-cards')
    const setup = await follow(terminal, [ask!])
    await saveCard(page, (setup as { setup_url: string }).setup_url)
    await follow(terminal, saved)
    await follow(terminal, readSteps('webhooks'))
    await expectReceived(terminal, receiverPort, baseURL!)
  } finally {
    terminal.close()
  }
})

/** Starts the receiver of the guide as it is written, and has an event posted to it. */
async function expectReceived(terminal: Terminal, port: number, baseURL: string): Promise<void> {
  const receiver = await startReceiver(await terminal.run('echo $WEBHOOK_SECRET'), port)
  try {
    const call = (path: string, method = 'GET') =>
      terminal.run(`curl -s -X ${method} ${baseURL}/api/v1/${path} -H "Authorization: Bearer $HOURGLASS_KEY"`)
    const [endpoint] = JSON.parse(await call('webhook-endpoints')).data
    await call(`webhook-endpoints/${endpoint.id}/test`, 'POST')
    await expect.poll(() => receiver.heard(), { timeout: 20_000 }).toMatch(/^webhook\.test \d+$/m)
    const forged = { method: 'POST', body: '{}', headers: { 'webhook-id': '1', 'webhook-signature': 'v1,x' } }
    expect((await fetch(`http://127.0.0.1:${port}/`, forged)).status).toBe(400)
  } finally {
    receiver.child.kill()
  }
}

async function startReceiver(
  secret: string,
  port: number,
): Promise<{ child: ChildProcess; heard: () => string }> {
  const folder = path.join(process.env.E2E_DATA_DIR ?? '', 'receiver')
  mkdirSync(folder, { recursive: true })
  symlinkSync(path.resolve('node_modules'), path.join(folder, 'node_modules'), 'junction')
  writeFileSync(path.join(folder, 'receive.mjs'), readProgram('webhooks', 'js').replace('9000', `${port}`))
  const child = spawn(process.execPath, ['receive.mjs'], {
    cwd: folder,
    env: { ...process.env, WEBHOOK_SECRET: secret },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let heard = ''
  child.stdout.on('data', (chunk) => {
    heard += chunk
  })
  const url = `http://127.0.0.1:${port}/`
  await expect
    .poll(() =>
      fetch(url).then(
        ({ status }) => status,
        () => 0,
      ),
    )
    .toBe(400)
  return { child, heard: () => heard }
}
