import { z } from 'zod'
import { appNow } from '@/db/now'
import { addTariffPrice } from '@/lib/billing/add-tariff-price'
import { lockTariff } from '@/lib/billing/lock-tariff'
import { answer } from '@/lib/http/answer'
import { instantField } from '@/lib/http/fields'
import { methods } from '@/lib/http/methods'
import { pathId } from '@/lib/http/path-id'
import { presentTariffPrice } from '@/lib/http/present-tariff'
import { priceFields, readPriceTerms } from '@/lib/http/price-terms'
import { writeRoute } from '@/lib/http/route'

const newPrice = z.strictObject({
  ...priceFields,
  /** Left out: from now on. */
  effective_from: instantField.optional(),
  /** Never assumed: whoever raises a price says for whom. */
  applies_to_existing: z.boolean('Say true or false: whether those who already subscribe move to it.'),
})

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  /** Adds a dated price. Subscribers for whom it is due are moved by the minute's job. */
  POST: writeRoute({
    scope: 'operator',
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
