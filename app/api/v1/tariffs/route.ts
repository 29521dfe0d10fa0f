import { z } from 'zod'
import { database } from '@/db/connection'
import { appNow } from '@/db/now'
import { listTariffs } from '@/lib/billing/tariff'
import { answer, toResponse } from '@/lib/http/answer'
import { boundary } from '@/lib/http/boundary'
import { currencyField } from '@/lib/http/fields'
import { methods } from '@/lib/http/methods'
import { parseQuery } from '@/lib/http/parse-query'
import { presentTariff } from '@/lib/http/present-tariff'

const filter = z.strictObject({ currency: currencyField.optional() })

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: boundary(async ({ request }) => {
    const { currency } = parseQuery(filter, request)
    const db = database()
    const tariffs = await listTariffs(db, { asOf: await appNow(db) })
    const shown = tariffs.filter((tariff) => currency === undefined || tariff.currency === currency)
    return toResponse(answer(200, { data: shown.map(presentTariff) }))
  }),
})
