import type { IncomingMessage } from 'node:http'
import type { Api } from '../api'
import { finishWork } from '../finish-work'
import { makeId } from '../make-id'
import { readParams } from '../params'
import { matchPath } from '../routes'
import { StripeFailure } from '../stripe-error'
import { Work } from '../work'
import { authorizeControl } from './authorize-control'
import { bankControls } from './bank-controls'
import type { ControlRoute } from './control-route'
import { disputeControls } from './dispute-controls'
import { faultControls } from './fault-controls'
import { readControlParams } from './read-control-params'
import { refundControls } from './refund-controls'
import { stateControls } from './state-controls'
import { webhookControls } from './webhook-controls'

const ROUTES: ControlRoute[] = [
  ...stateControls,
  ...webhookControls,
  ...faultControls,
  ...refundControls,
  ...disputeControls,
  ...bankControls,
]

/** What a control call came to. */
export interface ControlAnswer {
  status: number
  body: unknown
  /** The refusal in a sentence. */
  problem?: string
}

/** Answers one call below `/_sandbox`; a refusal is an answer too, in the shape of Stripe's errors. */
export async function handleControlRequest(
  api: Api,
  request: IncomingMessage,
  url: URL,
): Promise<ControlAnswer> {
  try {
    return { status: 200, body: await run(api, request, url) }
  } catch (error) {
    if (!(error instanceof StripeFailure)) throw error
    return { status: error.status, body: { error: error.body }, problem: error.message }
  }
}

async function run(api: Api, request: IncomingMessage, url: URL): Promise<unknown> {
  authorizeControl(api, request)
  const match = matchPath(ROUTES, request.method ?? 'GET', url.pathname)
  if (!match) {
    const message = `The sandbox has no ${request.method} ${url.pathname}.`
    throw new StripeFailure(404, { type: 'invalid_request_error', message })
  }
  const { route, ids } = match
  const params = readParams(route.params, await readControlParams(request))
  const work = new Work(api.store.begin(), { id: makeId('req'), idempotencyKey: null }, api)
  // Nothing may come between the changes and their commit, so a promise is awaited only afterwards.
  const body = route.run({ api, work, params, id: ids[0] ?? '' })
  await finishWork(api, work)
  return body
}
