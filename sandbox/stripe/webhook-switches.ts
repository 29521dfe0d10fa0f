import type { Store, WebhookSwitches } from './store'

/** Webhooks as they are without a switch. */
export const SWITCHED_OFF: WebhookSwitches = {
  id: 'webhooks',
  delayMs: 0,
  copies: 1,
  lose: 0,
  reorder: false,
  paused: false,
}

/** How the switches for webhooks stand. */
export function webhookSwitches(store: Pick<Store, 'peek'>): WebhookSwitches {
  return store.peek('webhook_switches', 'webhooks') ?? SWITCHED_OFF
}
