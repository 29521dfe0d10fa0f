import { createHash, createHmac, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** A job as an app registers it. */
export type RegisteredFunction = {
  id: string
  triggers: { event?: string; cron?: string }[]
  concurrency?: { limit: number }[] | { limit: number }
  steps: { step: { retries?: { attempts: number } } }
}

type Event = { name: string; data: Record<string, unknown> }

/** One run of a function, however many calls it takes. */
export type InngestRun = {
  functionId: string
  event: Event
  status: 'queued' | 'running' | 'completed' | 'failed'
  output?: unknown
  /** Calls that failed and were made again. */
  retried: number
}

type Op = { id: string; op: string; data?: unknown; error?: unknown }
type Answer =
  | { kind: 'ops'; ops: Op[] }
  | { kind: 'done'; output: unknown }
  | { kind: 'failed'; retry: boolean }

const SIGNING_KEY = `signkey-prod-${createHash('sha256').update('for tests').digest('hex')}`
const EVENT_KEY = 'an-event-key-for-tests'
const RETRY_MS = 50

/**
 * What Inngest's server is to an app, by its published protocol over HTTP: apps register their functions, it takes events, and
 * calls back signed, step by step, what is to run; a call that fails or is cut off is made again, of the next app; what
 * a step answered is remembered. Like Inngest itself it delivers at least once: with `deliveries: 2`, each event begins two runs.
 */
export async function startInngestServer({
  deliveries = 1,
  checkpoints = false,
}: {
  deliveries?: number
  /** Whether a run goes on in one call and tells of its steps meanwhile, as Inngest's own server lets it. */
  checkpoints?: boolean
} = {}) {
  const apps: string[] = []
  const functions = new Map<string, RegisteredFunction>()
  const runs: InngestRun[] = []
  const memory = new Map<string, Record<string, unknown>>()
  /** All that events and steps said: what whoever runs Inngest could read. */
  const seen: string[] = []
  let calls = 0

  const server = createServer(async (request, response) => {
    const body = await readBody(request)
    const path = request.url ?? ''
    if (!path.startsWith('/fn/register')) seen.push(body)
    const answer = (status: number, value: unknown) =>
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(value))
    if (path === `/e/${EVENT_KEY}`) {
      const events = JSON.parse(body) as Event[]
      for (const event of events) deliver(event)
      return answer(200, { ids: events.map(() => randomUUID()), status: 200 })
    }
    if (request.headers.authorization !== `Bearer ${hashedSigningKey()}`)
      return answer(401, { error: 'who?' })
    if (path.startsWith('/fn/register')) {
      const { functions: given } = JSON.parse(body) as { functions: RegisteredFunction[] }
      for (const one of given) functions.set(one.id, one)
      return answer(200, { ok: true, modified: true })
    }
    const [, runId] = /^\/v1\/checkpoint\/([^/]+)\/async$/.exec(path) ?? []
    const steps = runId && memory.get(runId)
    if (!steps) return answer(404, { error: path })
    remember(steps, (JSON.parse(body) as { steps: Op[] }).steps)
    return answer(200, {})
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  function deliver(event: Event): void {
    for (const { id, triggers } of functions.values()) {
      if (!triggers.some((trigger) => trigger.event === event.name)) continue
      for (let time = 0; time < deliveries; time += 1) begin(id, event)
    }
  }

  function begin(functionId: string, event: Event): void {
    runs.push({ functionId, event, status: 'queued', retried: 0 })
    startWhatMay()
  }

  function startWhatMay(): void {
    for (const run of runs) {
      if (run.status !== 'queued') continue
      const beside = runs.filter((one) => one.functionId === run.functionId && one.status === 'running')
      if (beside.length < limitOf(functions.get(run.functionId))) void execute(run)
    }
  }

  async function execute(run: InngestRun): Promise<void> {
    run.status = 'running'
    const runId = randomUUID()
    const steps: Record<string, unknown> = {}
    memory.set(runId, steps)
    const tries = functions.get(run.functionId)?.steps.step.retries?.attempts ?? 1
    let stepId = 'step'
    for (let attempt = 0; run.status === 'running'; ) {
      const answer = await call(run, { runId, steps, stepId, attempt })
      if (answer.kind === 'done') Object.assign(run, { status: 'completed', output: answer.output })
      else if (answer.kind === 'ops') {
        attempt = 0
        const end = answer.ops.find(({ op }) => op === 'RunComplete')
        if (end) Object.assign(run, { status: 'completed', output: end.data })
        stepId = answer.ops.find(({ op }) => op === 'StepPlanned')?.id ?? 'step'
        remember(steps, answer.ops)
      } else if (answer.retry && attempt + 1 < tries) {
        attempt += 1
        run.retried += 1
        await sleep(RETRY_MS)
      } else run.status = 'failed'
    }
    startWhatMay()
  }

  /** One signed call of whichever app is next. */
  async function call(
    run: InngestRun,
    { runId, steps, stepId, attempt }: { runId: string; steps: object; stepId: string; attempt: number },
  ): Promise<Answer> {
    const ids = Object.keys(steps)
    const body = {
      event: run.event,
      events: [run.event],
      steps,
      ctx: {
        run_id: runId,
        attempt,
        disable_immediate_execution: false,
        use_api: false,
        stack: { stack: ids, current: ids.length },
        ...(checkpoints && { fn_id: run.functionId, qi_id: runId }),
      },
      version: 2,
    }
    const app = apps[calls++ % apps.length]
    if (app === undefined) return { kind: 'failed', retry: true }
    try {
      const response = await fetch(`${app}?fnId=${run.functionId}&stepId=${stepId}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'x-inngest-signature': sign(body) },
        body: JSON.stringify(body),
      })
      const text = await response.text()
      seen.push(text)
      if (response.status === 206) return { kind: 'ops', ops: JSON.parse(text) as Op[] }
      if (response.status === 200) return { kind: 'done', output: JSON.parse(text) }
      return { kind: 'failed', retry: response.headers.get('x-inngest-no-retry') !== 'true' }
    } catch {
      // The balancer before them asks it no more.
      if (apps.includes(app)) apps.splice(apps.indexOf(app), 1)
      return { kind: 'failed', retry: true }
    }
  }

  return {
    url,
    signingKey: SIGNING_KEY,
    sign,
    eventKey: EVENT_KEY,
    functions,
    runs,
    seen,
    /** Takes in an app, which is told to register what it serves. */
    async sync(app: string): Promise<void> {
      const response = await fetch(app, { method: 'PUT' })
      if (!response.ok) throw new Error(`${app} did not register: ${await response.text()}`)
      apps.push(app)
    },
    /** Begins a run of each function that waits for this cron. */
    tick(cron: string): void {
      for (const { id, triggers } of functions.values())
        if (triggers.some((trigger) => trigger.cron === cron))
          begin(id, { name: 'inngest/scheduled.timer', data: { cron } })
    },
    /** Resolves when nothing waits or runs. */
    async idle(): Promise<void> {
      while (runs.some(({ status }) => status === 'queued' || status === 'running')) await sleep(10)
    },
    async close(): Promise<void> {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function remember(steps: Record<string, unknown>, ops: readonly Op[]): void {
  for (const { id, op, data } of ops) {
    if (op !== 'StepPlanned' && op !== 'RunComplete') steps[id] = { type: 'data', data: data ?? null }
  }
}

function limitOf(registered: RegisteredFunction | undefined): number {
  const limits = [registered?.concurrency ?? []].flat()
  return Math.min(...limits.map(({ limit }) => limit), Number.POSITIVE_INFINITY)
}

const bareKey = SIGNING_KEY.replace(/^signkey-\w+-/, '')
const hashedSigningKey = () => `signkey-prod-${createHash('sha256').update(bareKey, 'hex').digest('hex')}`

/** As Inngest signs: the canonical text of the body and the second in which it is sent. */
function sign(body: unknown): string {
  const second = Math.floor(Date.now() / 1000).toString()
  const signature = createHmac('sha256', bareKey).update(canonical(body)).update(second).digest('hex')
  return `t=${second}&s=${signature}`
}

/** JSON with its keys in order (RFC 8785). */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}
