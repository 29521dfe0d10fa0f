import { appNow } from '@/db/now'
import { retireTariff } from '@/lib/billing/tariffs/retire-tariff'
import { readTariff } from '@/lib/billing/tariffs/tariff'
import { answer } from '@/lib/http/answer'
import { methods } from '@/lib/http/methods'
import { EXAMPLES } from '@/lib/http/openapi/examples'
import { pathId } from '@/lib/http/path-id'
import { presentRetiredTariff, retiredTariffSchema } from '@/lib/http/present-tariff'
import { writeRoute } from '@/lib/http/route'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  DELETE: writeRoute({
    scope: 'operator',
    describe: {
      id: 'retireTariff',
      summary: 'Retire a tariff',
      description: 'Those who subscribe keep it; nobody starts it any more.',
      tags: ['Tariffs', 'Operators'],
      answers: { 200: retiredTariffSchema },
      errors: [],
      example: { params: { id: EXAMPLES.tariff } },
    },
    run: async ({ db, caller, params }) => {
      const tariffId = pathId(params)
      const asOf = await appNow(db)
      await retireTariff(db, { tariffId, asOf, adminId: caller.userId, actor: caller.actor })
      const tariff = await readTariff(db, { tariffId, asOf })
      return answer(200, presentRetiredTariff(tariff, asOf))
    },
  }),
})
