import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import Stripe from 'stripe'
import type { Api } from './api'
import { authenticateKey, requireSecretKey } from './authenticate-key'
import type { KeyKind, Route } from './call'
import { expand } from './expand'
import { faultBody, takeFault } from './faults'
import { finishWork } from './finish-work'
import { type FormTree, parseForm } from './form-body'
import { fingerprintOf } from './idempotency'
import type { JournalLine } from './journal'
import { makeId } from './make-id'
import { readParams } from './params'
import { readFormBody } from './read-body'
import { visibleTo } from './resources/client-secret'
import { matchRoute } from './routes'
import type { Fault, FirstAnswer } from './store'
import { invalidRequest, StripeFailure } from './stripe-error'
import { Work } from './work'

interface Answer {
  status: number
  body: unknown
  replayed?: boolean
}

interface Request {
  id: string
  route: Route
  ids: string[]
  key: KeyKind
  form: FormTree
  idempotencyKey: string | null
  apiVersion: string
  fingerprint: string
}

/** Answers one call of the API, whatever happens: an error is an answer in Stripe's shape. */
export async function handleApiRequest(
  api: Api,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const requestId = makeId('req')
  const idempotencyKey = headerOf(request, 'idempotency-key') ?? null
  const fault = takeFault(api.store, request, url.pathname)
  if (fault?.kind === 'slow') await sleep(fault.delayMs)
  let answer: Answer | undefined
  let apiVersion: string = Stripe.API_VERSION
  try {
    if (!fault || fault.works) {
      const call = await readRequest(api, request, url, requestId, idempotencyKey)
      apiVersion = call.apiVersion
      const failsWith = fault?.kind === 'error' ? faultAnswer(fault) : undefined
      answer = await (request.method === 'POST' ? executeOnce : execute)(api, call, failsWith)
    } else if (fault.kind === 'error') answer = faultAnswer(fault)
  } catch (error) {
    answer = answerOf(error)
  }
  if (fault?.kind === 'hang') {
    api.hanging.add(response)
    return
  }
  if (fault?.kind === 'drop' || !answer) {
    response.destroy()
    return
  }
  const body = Buffer.from(JSON.stringify(answer.body, null, 2))
  response.writeHead(answer.status, {
    'content-type': 'application/json',
    'content-length': body.length,
    'cache-control': 'no-cache, no-store',
    'request-id': requestId,
    'stripe-version': apiVersion,
    ...(idempotencyKey && request.method === 'POST' ? { 'idempotency-key': idempotencyKey } : {}),
    // A retry would only be given the same answer again, so Stripe tells its SDK not to try.
    ...(fault?.kind === 'error' && fault.works ? { 'stripe-should-retry': 'false' } : {}),
    ...(answer.replayed ? { 'idempotent-replayed': 'true' } : {}),
    // A body that was not read to its end would be taken for the next request.
    ...(answer.status === 413 ? { connection: 'close' } : {}),
  })
  response.end(body)
}

function faultAnswer(fault: Fault): Answer {
  return { status: fault.status, body: faultBody(fault) }
}

async function readRequest(
  api: Api,
  request: IncomingMessage,
  url: URL,
  id: string,
  idempotencyKey: string | null,
): Promise<Request> {
  const method = request.method ?? 'GET'
  const match = matchRoute(method, url.pathname)
  if (!match) throw noSuchCall(method, url.pathname)
  const {
    key: formKey,
    _stripe_version: _told,
    ...form
  } = parseForm(method === 'POST' ? await readFormBody(request) : url.search.slice(1))
  // Stripe.js sends its key and its version among the parameters; they are not part of the call.
  const key = authenticateKey(headerOf(request, 'authorization'), formKey, api.keys)
  if (match.route.keys === 'secret') requireSecretKey(key)
  const apiVersion = headerOf(request, 'stripe-version') ?? Stripe.API_VERSION
  if (!/^\d{4}-\d{2}-\d{2}(\.\w+)?$/.test(apiVersion)) {
    throw invalidRequest(`Invalid Stripe API version: ${apiVersion}`)
  }
  const fingerprint = fingerprintOf(`${method} ${key}`, url.pathname, form)
  return { id, route: match.route, ids: match.ids, key, form, idempotencyKey, apiVersion, fingerprint }
}

/**
 * Stripe would say that the address was mistyped. Of a call that Stripe has and the sandbox has not that is untrue, and
 * whoever makes it would look for a mistake of theirs.
 */
function noSuchCall(method: string, path: string): StripeFailure {
  const message = `The Stripe sandbox does not have this call (${method}: ${path}); Stripe itself may. What the sandbox has is told in sandbox/stripe/README.md.`
  return new StripeFailure(404, { type: 'invalid_request_error', message })
}

/** Runs a mutating call at most once for each idempotency key. */
async function executeOnce(api: Api, request: Request, failsWith?: Answer): Promise<Answer> {
  const { idempotencyKey: key } = request
  if (key === null) return execute(api, request, failsWith)
  // Parameters that fail validation leave no trace: the key may be used again with right ones.
  readParams(request.route.params, request.form, undefined, request.apiVersion)
  const first = api.idempotency.take(key, request.fingerprint)
  if (first) return failsWith ?? { status: first.status, body: first.body, replayed: true }
  try {
    return await execute(api, request, failsWith)
  } finally {
    api.idempotency.release(key)
  }
}

/**
 * Runs a call; its changes, its events and its idempotent answer are written as one.
 * @param failsWith answered instead, now and for ever: Stripe keeps the 500 of a call that it carried out, too
 */
async function execute(api: Api, request: Request, failsWith?: Answer): Promise<Answer> {
  const { route, idempotencyKey } = request
  const params = readParams(route.params, request.form, undefined, request.apiVersion)
  if (route.method === 'POST' && api.latencyMs > 0) await sleep(api.latencyMs)
  const work = new Work(api.store.begin(), { id: request.id, idempotencyKey }, api)
  const { answer: own, keep } = run(request, params, work, api.baseUrl)
  const answer = failsWith ?? own
  const first: JournalLine =
    route.method === 'POST' && idempotencyKey !== null
      ? [['first_answer', { ...answer, id: idempotencyKey, fingerprint: request.fingerprint } as FirstAnswer]]
      : []
  if (keep) await finishWork(api, work, first)
  else await api.store.commit(first)
  return answer
}

function run(
  { route, key, ids, form }: Request,
  params: ReturnType<typeof readParams>,
  work: Work,
  baseUrl: string,
): { answer: Answer; keep: boolean } {
  try {
    const body = structuredClone(route.run({ work, params, id: ids[0] ?? '', ids, key, baseUrl }))
    if (form.expand) expand(body, (params as { expand?: string[] }).expand ?? [], work.changes)
    return { answer: { status: 200, body }, keep: true }
  } catch (error) {
    if (!(error instanceof StripeFailure)) throw error
    const { payment_intent: payment, setup_intent: setup, ...rest } = error.body
    const body = {
      ...rest,
      ...(payment ? { payment_intent: visibleTo(key, payment) } : {}),
      ...(setup ? { setup_intent: visibleTo(key, setup) } : {}),
    }
    return { answer: { status: error.status, body: { error: body } }, keep: error.keepsChanges }
  }
}

function answerOf(error: unknown): Answer {
  if (error instanceof StripeFailure) return { status: error.status, body: { error: error.body } }
  console.error(error)
  const message = 'An unknown error occurred in the Stripe sandbox.'
  return { status: 500, body: { error: { type: 'api_error', message } } }
}

function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name]
  return (Array.isArray(value) ? value[0] : value)?.trim() || undefined
}
