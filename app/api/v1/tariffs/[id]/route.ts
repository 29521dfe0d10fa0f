import { appNow } from '@/db/now'
import { retireTariff } from '@/lib/billing/retire-tariff'
import { readTariff } from '@/lib/billing/tariff'
import { answer } from '@/lib/http/answer'
import { methods } from '@/lib/http/methods'
import { pathId } from '@/lib/http/path-id'
import { presentTariff } from '@/lib/http/present-tariff'
import { writeRoute } from '@/lib/http/route'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  /** Retires it: those who subscribe keep it, nobody starts it any more. */
  DELETE: writeRoute({
    scope: 'operator',
    run: async ({ db, caller, params }) => {
      const tariffId = pathId(params)
      const asOf = await appNow(db)
      await retireTariff(db, { tariffId, asOf, adminId: caller.userId, actor: caller.actor })
      const tariff = await readTariff(db, { tariffId, asOf })
      return answer(200, { ...presentTariff(tariff), retired_at: asOf.toISOString() })
    },
  }),
})
