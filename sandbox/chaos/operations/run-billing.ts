import { runBilling } from '@/lib/billing/runs/run-billing'
import { operation } from './operation'

/** The hourly billing, as a job and an impatient operator may run it at once. */
export const bill = operation({
  kind: 'bill',
  weight: 10,
  aim: () => ({ args: null }),
  perform: async ({ db }, _args, asOf) => {
    await runBilling(db, { asOf, allowFuture: true })
    return { ok: true }
  },
})
