import type { Api } from '../api'
import type { Params, Read } from '../params'
import type { Work } from '../work'

/** One call of the control endpoints, read and checked. */
export interface ControlCall<P extends Params> {
  api: Api
  work: Work
  params: Read<P>
  /** The `:id` of the path, or the empty string. */
  id: string
}

/** A control endpoint: what Stripe does not have, and a tester needs. */
export interface ControlRoute {
  method: 'GET' | 'POST'
  path: string
  params: Params
  run(call: ControlCall<Params>): unknown
}

/** Declares a control endpoint below `/_sandbox` whose handler sees its own parameters' types. */
export function control<P extends Params>(
  method: ControlRoute['method'],
  path: string,
  params: P,
  run: (call: ControlCall<P>) => unknown,
): ControlRoute {
  return { method, path: `/_sandbox${path}`, params, run: run as ControlRoute['run'] }
}
