import { suspendDepleted } from '@/lib/billing/running-dry/suspend-depleted'
import { operation } from './operation'

/** The job of every minute that suspends what has run dry. */
export const suspend = operation({
  kind: 'suspend',
  weight: 6,
  aim: () => ({ args: null }),
  perform: async ({ db }) => {
    await suspendDepleted(db)
    return { ok: true }
  },
})
