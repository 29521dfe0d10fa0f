import { z } from 'zod'
import { appNow } from '@/db/now'
import { addTariffPrice } from '@/lib/billing/tariffs/add-tariff-price'
import { lockTariff } from '@/lib/billing/tariffs/lock-tariff'
import { answer } from '@/lib/http/answer'
import { instantField } from '@/lib/http/fields'
import { methods } from '@/lib/http/methods'
import { EXAMPLES } from '@/lib/http/openapi/examples'
import { pathId } from '@/lib/http/path-id'
import { presentTariffPrice, tariffPriceSchema } from '@/lib/http/present-tariff'
import { priceFields, readPriceTerms } from '@/lib/http/price-terms'
import { writeRoute } from '@/lib/http/route'

const newPrice = z.strictObject({
  ...priceFields,
  effective_from: instantField.meta({ description: 'Left out: from now on.' }).optional(),
  /** Never assumed: whoever raises a price says for whom. */
  applies_to_existing: z
    .boolean('Say true or false: whether those who already subscribe move to it.')
    .describe('Whether those who already subscribe move to it.'),
})

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  POST: writeRoute({
    scope: 'operator',
    describe: {
      id: 'addTariffPrice',
      summary: 'Add a dated price',
      description:
        'Prices are only ever added. Subscribers for whom it is due are moved within a minute, never retroactively.',
      tags: ['Tariffs', 'Operators'],
      answers: { 201: tariffPriceSchema },
      errors: ['invalid_amount', 'conflict', 'tariff_retired'],
      example: {
        params: { id: EXAMPLES.tariff },
        body: { hourly_rate: '175.00', monthly_cap_hours: 672, applies_to_existing: false },
      },
    },
    body: newPrice,
    run: async ({ db, caller, params, input }) => {
      const { id: tariffId, currency } = await lockTariff(db, pathId(params))
      const asOf = await appNow(db)
      const price = {
        ...readPriceTerms(input, currency),
        effectiveFrom: input.effective_from ?? asOf,
        appliesToExisting: input.applies_to_existing,
      }
      const author = { adminId: caller.userId, actor: caller.actor }
      const id = await addTariffPrice(db, { ...price, ...author, tariffId, asOf })
      return answer(201, presentTariffPrice({ ...price, id, tariffId }, currency))
    },
  }),
})
