import type { Api } from '../api'
import { ALL } from '../control/webhook-controls'
import { webhookSwitches } from '../webhook-switches'
import { button, choice, form, section } from './elements'

const DELAYS = [
  ['0', 'none'],
  ['2000', '2 seconds'],
  ['10000', '10 seconds'],
  ['60000', 'a minute'],
] as const
const COPIES = [
  ['1', 'once'],
  ['2', 'twice'],
  ['3', 'three times'],
  ['10', 'ten times'],
] as const
const LOSSES = [
  ['0', 'none'],
  ['1', 'the next one'],
  ['5', 'the next five'],
  ['all', 'all'],
] as const
const ORDERS = [
  ['false', 'as written'],
  ['true', 'last first'],
] as const

/** The switches that make webhooks late, double, lost or mixed up. */
export function webhooksSection({ store, webhookUrl }: Api): string {
  const { delayMs, copies, lose, reorder, paused } = webhookSwitches(store)
  const waiting = store.all('delivery').filter(({ delivered, lost }) => !delivered && !lost).length
  const intro = webhookUrl
    ? 'Stripe promises neither order nor speed, and may send an event twice.'
    : 'No address is set, so events are only listed.'
  const pause = paused
    ? button('/webhooks/release', 'webhooks', `Release ${waiting}`) +
      button('/webhooks/release', 'webhooks', 'Release, last first', { order: 'reversed' }) +
      button('/webhooks/release', 'webhooks', 'Release, shuffled', { order: 'shuffled' })
    : button('/webhooks', 'webhooks', 'Pause', { paused: true })
  const fields = [
    choice('delay_ms', 'Delay', DELAYS, String(delayMs)),
    choice('copies', 'Each is sent', COPIES, String(copies)),
    choice('lose', 'Lost', LOSSES, lose === ALL ? 'all' : String(lose)),
    choice('reorder', 'Order', ORDERS, String(reorder)),
  ].join('')
  const state = paused
    ? `Paused: ${waiting} waiting.`
    : waiting > 0
      ? `${waiting} on the way.`
      : 'All delivered.'
  return section(
    'webhooks',
    'Webhooks',
    intro,
    `${form('/webhooks', 'webhooks', `${fields}<button>Apply</button>`, 'fields')}
<div class="actions"><span class="state">${state}</span>${pause}</div>`,
  )
}
