import type { Api } from '../api'
import { pendingFaults } from '../faults'
import type { Fault } from '../store'
import { button, choice, form, section } from './elements'
import { escapeHtml } from './html'

const KINDS = [
  ['drop', 'the answer is lost'],
  ['error', 'an error is answered'],
  ['hang', 'no answer comes'],
  ['slow', 'the answer is slow'],
] as const
const STATUSES = [
  ['500', '500'],
  ['502', '502'],
  ['503', '503 unavailable'],
  ['429', '429 too many'],
] as const
const WORK = [
  ['', 'as is usual'],
  ['true', 'done all the same'],
  ['false', 'not done'],
] as const
const METHODS = [
  ['', 'all calls'],
  ['POST', 'calls that change'],
  ['GET', 'calls that read'],
] as const
const PATHS = [
  ['', 'everything'],
  ['/v1/payment_intents*', 'payments'],
  ['/v1/payment_intents/*/confirm', 'paying'],
  ['/v1/refunds*', 'refunds'],
  ['/v1/setup_intents*', 'saving cards'],
  ['/v1/customers*', 'customers'],
  ['/v1/events*', 'events'],
] as const
const TIMES = [
  ['1', '1'],
  ['2', '2'],
  ['3', '3'],
  ['10', '10'],
  ['1000', '1000'],
] as const
const SECONDS = [
  ['2000', '2 seconds'],
  ['10000', '10 seconds'],
  ['60000', 'a minute'],
] as const

/** The switches that let the next calls of the API go wrong, and those that are on. */
export function faultsSection({ store }: Api): string {
  const fields = [
    choice('kind', 'What happens', KINDS, 'drop'),
    choice('times', 'To how many calls', TIMES, '1'),
    choice('method', 'Which', METHODS, ''),
    choice('path', 'About', PATHS, ''),
    choice('works', 'The work is', WORK, ''),
    choice('status', 'If an error', STATUSES, '500'),
    choice('delay_ms', 'If slow', SECONDS, '2000'),
  ].join('')
  const faults = pendingFaults(store)
  const list = faults.map((fault) => `<li>${escapeHtml(describe(fault))}</li>`).join('')
  const pending =
    list &&
    `<ul class="parts">${list}</ul><div class="actions">${button('/faults/clear', 'faults', 'Clear')}</div>`
  return section(
    'faults',
    'Faults of the API',
    'The next calls that the app makes to Stripe go wrong. A lost answer is the hardest: the work is done, and nobody knows.',
    `${form('/faults', 'faults', `${fields}<button>Add</button>`, 'fields')}${pending}`,
  )
}

/** A fault in a sentence. */
export function describe({ kind, status, works, method, path, left, delayMs }: Fault): string {
  const what = {
    drop: works ? 'the answer is lost, the work is done' : 'the connection drops, nothing is done',
    error: `${status} is answered, ${works ? 'and the work is done' : 'nothing is done'}`,
    hang: `no answer comes, ${works ? 'and the work is done' : 'nothing is done'}`,
    slow: `the answer takes ${delayMs / 1000} s`,
  }[kind]
  return `${method ?? 'Any'} ${path}, ${left}×: ${what}`
}
