import autocannon from 'autocannon'
import { PLENTY_MINOR, plantManyWallets } from '@/lib/testing/plant-many-wallets'
import { plantKey } from './plant-key'
import { type BenchResult, median } from './result'
import type { ScratchServer } from './scratch-server'
import { startApp } from './start-app'
import { vacuumFilled } from './vacuum-filled'

const CONNECTIONS = 32
const WALLETS = 20_000
const SECONDS = 4
const SAMPLES = 3

/** One kind of call, as often as the server answers it. */
type Load = Pick<autocannon.Options, 'requests' | 'setupClient'> & { path: string }
type Sample = { perSecond: number; p50Ms: number; p99Ms: number }

/**
 * The calls that a busy integrator makes most, over HTTP, on the production build, with authentication and all:
 * against a route handler of the same build that answers a constant, which is as fast as the framework can be. Each
 * connection is another user with a key of their own; and once all of them charge one wallet.
 */
export async function benchHttpApi(server: ScratchServer): Promise<BenchResult[]> {
  const { appUrl, owner } = await server.openDatabase('http_api')
  await plantManyWallets(owner, { count: WALLETS, since: new Date(), balanceMinor: PLENTY_MINOR })
  const users = await owner<
    { user_id: string }[]
  >`select user_id from wallets order by id limit ${CONNECTIONS}`
  const keys = await Promise.all(users.map(({ user_id }) => plantKey(owner, user_id)))
  await vacuumFilled(owner)
  const app = await startApp({ folder: server.folder, databaseUrl: appUrl })
  try {
    return await compare(app.url, {
      bare: { path: '/api/health/live' },
      balance: { path: '/api/v1/balance', setupClient: oneAfterAnother(keys, balanceCall) },
      charge: { path: '/api/v1/charge', setupClient: oneAfterAnother(keys, chargeCall) },
      'charge-one-wallet': {
        path: '/api/v1/charge',
        setupClient: oneAfterAnother(keys.slice(0, 1), chargeCall),
      },
    })
  } finally {
    await app.close()
  }
}

async function compare<Name extends string>(
  url: string,
  { bare, ...loads }: Record<Name, Load> & { bare: Load },
): Promise<BenchResult[]> {
  const floor: Sample[] = []
  const found = Object.entries<Load>(loads).map(([name, load]) => ({ name, load, samples: [] as Sample[] }))
  // The first round lets the server compile what is hot, and does not count.
  for (let round = 0; round <= SAMPLES; round += 1) {
    const floorSample = await measure(url, bare)
    if (round > 0) floor.push(floorSample)
    for (const { load, samples } of found) {
      const sample = await measure(url, load)
      if (round > 0) samples.push(sample)
    }
  }
  return found.map(({ name, samples }) => result(name, middle(samples), middle(floor)))
}

async function measure(url: string, { path, ...load }: Load): Promise<Sample> {
  const { requests, latency, errors, non2xx } = await autocannon({
    ...load,
    url: url + path,
    connections: CONNECTIONS,
    duration: SECONDS,
  })
  if (errors + non2xx > 0) throw new Error(`${path} failed ${errors + non2xx} times.`)
  return { perSecond: requests.average, p50Ms: latency.p50, p99Ms: latency.p99 }
}

function middle(samples: Sample[]): Sample {
  const of = (figure: keyof Sample) => median(samples.map((sample) => sample[figure]))
  return { perSecond: of('perSecond'), p50Ms: of('p50Ms'), p99Ms: of('p99Ms') }
}

function result(name: string, sample: Sample, floor: Sample): BenchResult {
  return {
    name: `http-${name}`,
    ratio: sample.perSecond / floor.perSecond,
    target: 0.5,
    better: 'higher',
    yardstick: 'calls a second of a route handler of the same build that answers a constant',
    detail: {
      connections: CONNECTIONS,
      perSecond: Math.round(sample.perSecond),
      barePerSecond: Math.round(floor.perSecond),
      p50Ms: sample.p50Ms,
      p99Ms: sample.p99Ms,
      bareP99Ms: floor.p99Ms,
    },
  }
}

/** Gives each connection the next key. */
function oneAfterAnother(keys: string[], call: (key: string) => autocannon.Request): Load['setupClient'] {
  let next = 0
  return (client) => {
    const key = keys[next % keys.length] ?? ''
    next += 1
    client.setRequests([call(key)])
  }
}

function balanceCall(key: string): autocannon.Request {
  return { method: 'GET', headers: { Authorization: `Bearer ${key}` } }
}

function chargeCall(key: string): autocannon.Request {
  const headers = { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' }
  const body = JSON.stringify({ value: '0.01', currency: 'RUB', reason: 'bench' })
  return {
    method: 'POST',
    body,
    // Each is a charge of its own.
    setupRequest: (request) => ({
      ...request,
      headers: { ...headers, 'Idempotency-Key': crypto.randomUUID() },
    }),
  }
}
