import type { Api } from '../api'
import { pendingFaults } from '../faults'
import { SWITCHED_OFF, webhookSwitches } from '../webhook-switches'
import { control } from './control-route'
import { describeFault, endFaults } from './fault-controls'
import { describeWebhooks } from './webhook-controls'

/** How all switches stand, and how many webhooks wait or were lost. */
function state(api: Api) {
  const deliveries = api.store.all('delivery')
  return {
    webhooks: {
      ...describeWebhooks(webhookSwitches(api.store)),
      waiting: deliveries.filter(({ delivered, lost }) => !delivered && !lost).length,
      lost: deliveries.filter(({ lost }) => lost).length,
    },
    faults: pendingFaults(api.store).map(describeFault),
    bank: { decides_after_ms: api.store.peek('bank_switches', 'bank')?.decidesAfterMs ?? api.lateOutcomeMs },
  }
}

/** The calls about all switches together. */
export const stateControls = [
  control('GET', '', {}, ({ api }) => state(api)),
  control('POST', '/reset', {}, async ({ api }) => {
    const changes = api.store.begin()
    changes.put('webhook_switches', SWITCHED_OFF)
    changes.put('bank_switches', { id: 'bank', decidesAfterMs: api.lateOutcomeMs })
    endFaults(changes, pendingFaults(api.store))
    await api.store.commit(changes.line())
    api.hanging.drop()
    api.webhooks.release('written')
    return state(api)
  }),
]
