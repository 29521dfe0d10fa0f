import { pendingFaults } from '../faults'
import { makeId } from '../make-id'
import { boolean, integer, oneOf, required, string } from '../params'
import type { Changes, Fault } from '../store'
import { invalidRequest } from '../stripe-error'
import { control } from './control-route'

const STATUSES = [429, 500, 502, 503]

/** A fault as a tester reads and writes it. */
export function describeFault({ id, kind, status, delayMs, works, method, path, left }: Fault) {
  return { id, kind, status, delay_ms: delayMs, works, method, path, times: left }
}

/** Ends all faults that are still to happen. */
export function endFaults(changes: Changes, faults: Fault[]): void {
  for (const fault of faults) changes.put('fault', { ...fault, left: 0 })
}

/** The calls that let the next calls of the API go wrong. */
export const faultControls = [
  control(
    'POST',
    '/faults',
    {
      kind: required(oneOf('drop', 'error', 'hang', 'slow')),
      status: integer(),
      delay_ms: integer(0, 600_000),
      works: boolean(),
      method: oneOf('GET', 'POST', 'DELETE'),
      path: string(200),
      times: integer(1, 1_000_000),
    },
    ({ work, params }) => {
      const { kind = 'error', status = 500, path = '*' } = params
      if (!STATUSES.includes(status)) {
        throw invalidRequest(`Invalid status: must be one of ${STATUSES.join(', ')}`, 'status')
      }
      if (!/^[/*]/.test(path)) throw invalidRequest('Invalid path: it begins with / or *', 'path')
      const fault: Fault = {
        id: makeId('fault'),
        kind,
        status,
        delayMs: params.delay_ms ?? 2000,
        // A lost answer is what `drop` is for; a slow call is carried out anyway.
        works: kind === 'slow' || (params.works ?? kind === 'drop'),
        method: params.method ?? null,
        path,
        left: params.times ?? 1,
      }
      work.changes.put('fault', fault)
      return describeFault(fault)
    },
  ),
  control('POST', '/faults/clear', {}, ({ api, work }) => {
    endFaults(work.changes, pendingFaults(api.store))
    api.hanging.drop()
    return { faults: [] }
  }),
]
