import { z } from 'zod'
import { appNow } from '@/db/now'
import { createTariff } from '@/lib/billing/tariffs/create-tariff'
import { listTariffs, readTariff } from '@/lib/billing/tariffs/tariff'
import { listUpcomingTariffPrices } from '@/lib/billing/tariffs/upcoming-price'
import { answer } from '@/lib/http/answer'
import { currencyField, textField } from '@/lib/http/fields'
import { methods } from '@/lib/http/methods'
import { presentTariff, tariffSchema } from '@/lib/http/present-tariff'
import { priceFields, readPriceTerms } from '@/lib/http/price-terms'
import { publicRoute, writeRoute } from '@/lib/http/route'

const filter = z.strictObject({ currency: currencyField.optional() })

const newTariff = z.strictObject({
  name: textField(80).min(1, 'Say what it is called.'),
  description: textField(300).default(''),
  currency: currencyField,
  ...priceFields,
})

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: publicRoute({
    describe: {
      id: 'listTariffs',
      summary: 'The price list',
      tags: ['Tariffs'],
      answers: { 200: z.strictObject({ data: z.array(tariffSchema) }) },
      errors: ['invalid_currency'],
      example: { query: { currency: 'RUB' } },
    },
    query: filter,
    run: async ({ db, query: { currency } }) => {
      const asOf = await appNow(db)
      const [tariffs, upcoming] = await Promise.all([
        listTariffs(db, { asOf }),
        listUpcomingTariffPrices(db, { asOf }),
      ])
      const shown = tariffs.filter((tariff) => currency === undefined || tariff.currency === currency)
      return answer(200, {
        data: shown.map((tariff) => presentTariff(tariff, upcoming.get(tariff.id) ?? null)),
      })
    },
  }),
  POST: writeRoute({
    scope: 'operator',
    describe: {
      id: 'createTariff',
      summary: 'Add a tariff',
      tags: ['Tariffs', 'Operators'],
      answers: { 201: tariffSchema },
      errors: ['invalid_amount', 'invalid_currency'],
      example: { body: { name: 'VPS M', currency: 'RUB', hourly_rate: '150.00', monthly_cap_hours: 672 } },
    },
    body: newTariff,
    run: async ({ db, caller, input }) => {
      const { name, description, currency } = input
      const asOf = await appNow(db)
      const tariffId = await createTariff(db, {
        name,
        description,
        currency,
        ...readPriceTerms(input, currency),
        asOf,
        adminId: caller.userId,
        actor: caller.actor,
      })
      // It has one price, which holds from now.
      return answer(201, presentTariff(await readTariff(db, { tariffId, asOf }), null))
    },
  }),
})
