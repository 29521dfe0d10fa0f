import { join } from 'node:path'
import { startStripeSandbox } from './server'

const {
  DATA_DIR = '.data',
  SANDBOX_PORT = '8001',
  STRIPE_SANDBOX_WEBHOOK_URL,
  STRIPE_WEBHOOK_SECRET,
} = process.env

function fail(sentence: string): never {
  console.error(sentence)
  process.exit(1)
}

const port = Number(SANDBOX_PORT)
if (!Number.isInteger(port) || port < 0 || port > 65_535) fail(`SANDBOX_PORT is not a port: ${SANDBOX_PORT}.`)
if (STRIPE_SANDBOX_WEBHOOK_URL && !STRIPE_WEBHOOK_SECRET) {
  fail(
    'Set STRIPE_WEBHOOK_SECRET: the Stripe sandbox signs what it posts to STRIPE_SANDBOX_WEBHOOK_URL with it.',
  )
}
if (STRIPE_SANDBOX_WEBHOOK_URL && !URL.canParse(STRIPE_SANDBOX_WEBHOOK_URL)) {
  fail(`STRIPE_SANDBOX_WEBHOOK_URL is not an address: ${STRIPE_SANDBOX_WEBHOOK_URL}.`)
}

try {
  const sandbox = await startStripeSandbox({
    port,
    dataFile: join(DATA_DIR, 'stripe-sandbox.jsonl'),
    webhookUrl: STRIPE_SANDBOX_WEBHOOK_URL || undefined,
    webhookSecret: STRIPE_WEBHOOK_SECRET ?? 'whsec_hourglass',
  })
  const stop = () => void sandbox.close().then(() => process.exit(0))
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  console.log(`Stripe sandbox ready on ${sandbox.url}`)
} catch (error) {
  fail(error instanceof Error ? error.message : String(error))
}
