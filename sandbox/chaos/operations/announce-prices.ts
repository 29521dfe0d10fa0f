import { announcePrices } from '@/lib/billing/tariffs/announce-prices'
import { operation } from './operation'

/** The job that tells subscribers of prices to come. */
export const announce = operation({
  kind: 'announce-prices',
  weight: 4,
  aim: () => ({ args: null }),
  perform: async ({ db }) => {
    await announcePrices(db)
    return { ok: true }
  },
})
