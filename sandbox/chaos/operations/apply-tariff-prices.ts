import { applyTariffPrices } from '@/lib/billing/tariffs/apply-tariff-prices'
import { operation } from './operation'

/** The job that moves subscribers to prices that have come into force. */
export const applyPrices = operation({
  kind: 'apply-prices',
  weight: 6,
  aim: () => ({ args: null }),
  perform: async ({ db }) => {
    await applyTariffPrices(db)
    return { ok: true }
  },
})
