import { z } from 'zod'
import { database } from '@/db/connection'
import { appNow } from '@/db/now'
import { createTariff } from '@/lib/billing/create-tariff'
import { listTariffs, readTariff } from '@/lib/billing/tariff'
import { answer, toResponse } from '@/lib/http/answer'
import { boundary } from '@/lib/http/boundary'
import { currencyField, textField } from '@/lib/http/fields'
import { methods } from '@/lib/http/methods'
import { parseQuery } from '@/lib/http/parse-query'
import { presentTariff } from '@/lib/http/present-tariff'
import { priceFields, readPriceTerms } from '@/lib/http/price-terms'
import { writeRoute } from '@/lib/http/route'

const filter = z.strictObject({ currency: currencyField.optional() })

const newTariff = z.strictObject({
  name: textField(80).min(1, 'Say what it is called.'),
  description: textField(300).default(''),
  currency: currencyField,
  ...priceFields,
})

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: boundary(async ({ request }) => {
    const { currency } = parseQuery(filter, request)
    const db = database()
    const tariffs = await listTariffs(db, { asOf: await appNow(db) })
    const shown = tariffs.filter((tariff) => currency === undefined || tariff.currency === currency)
    return toResponse(answer(200, { data: shown.map(presentTariff) }))
  }),
  POST: writeRoute({
    scope: 'operator',
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
      return answer(201, presentTariff(await readTariff(db, { tariffId, asOf })))
    },
  }),
})
