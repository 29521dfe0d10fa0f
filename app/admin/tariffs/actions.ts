'use server'

import { after } from 'next/server'
import { getLocale } from 'next-intl/server'
import { z } from 'zod'
import { adminAction } from '@/app/_actions/user-action'
import { database } from '@/db/connection'
import { appNow } from '@/db/now'
import { addTariffPrice } from '@/lib/billing/add-tariff-price'
import { applyTariffPrices } from '@/lib/billing/apply-tariff-prices'
import { createTariff } from '@/lib/billing/create-tariff'
import { findTariffHistory } from '@/lib/billing/list-tariff-history'
import { retireTariff } from '@/lib/billing/retire-tariff'
import { AppError } from '@/lib/errors'
import { parseCurrency, parseRate } from '@/lib/money'
import { readTypedAmount } from '@/lib/read-typed-amount'
import { parseInstant } from '@/lib/time'

const typedRate = z.string().max(60)

/** Offers a new tariff. Answers with its id. */
export const createTariffAction = adminAction(
  z.strictObject({
    name: z.string().trim().min(1).max(80),
    description: z.string().trim().max(300),
    currency: z.string(),
    hourly_rate: typedRate,
  }),
  async ({ name, description, ...input }, { userId: adminId }) => {
    const currency = parseCurrency(input.currency)
    const hourlyRateMicros = await readRate(input.hourly_rate, currency)
    const db = database()
    const asOf = await appNow(db)
    const tariff = { name, description, currency, hourlyRateMicros, asOf, adminId }
    return { id: await db.transaction((tx) => createTariff(tx, tariff)) }
  },
)

/** Adds a dated price to a tariff: from now on, or from an instant to come. */
export const addTariffPriceAction = adminAction(
  z.strictObject({
    tariff_id: z.guid(),
    hourly_rate: typedRate,
    starts: z.enum(['now', 'later']),
    /** As a `datetime-local` input sends it; UTC. */
    effective_from: z.string().optional(),
    applies_to: z.enum(['everyone', 'new']),
  }),
  async (input, { userId: adminId }) => {
    const db = database()
    const asOf = await appNow(db)
    const tariff = await findTariffHistory(db, { tariffId: input.tariff_id, asOf })
    if (!tariff) throw new AppError('not_found', 'There is no such tariff.')
    const price = {
      tariffId: input.tariff_id,
      hourlyRateMicros: await readRate(input.hourly_rate, tariff.currency),
      effectiveFrom:
        input.starts === 'later' ? parseInstant(`${input.effective_from}Z`, 'effective_from') : null,
      appliesToExisting: input.applies_to === 'everyone',
      asOf,
      adminId,
    }
    await db.transaction((tx) => addTariffPrice(tx, price))
    // Subscribers need not wait for the minute's job; if this is cut short, that goes on with it.
    after(() => applyTariffPrices(db).then(() => {}))
    return undefined
  },
)

/** Takes a tariff off the price list. */
export const retireTariffAction = adminAction(
  z.strictObject({ tariff_id: z.guid() }),
  async (input, { userId: adminId }) => {
    const db = database()
    const asOf = await appNow(db)
    await db.transaction((tx) => retireTariff(tx, { tariffId: input.tariff_id, asOf, adminId }))
    return undefined
  },
)

/** A price as it was typed, in micros. What cannot be read is left as it is, to be refused like any other text. */
async function readRate(typed: string, currency: string): Promise<bigint> {
  return parseRate(readTypedAmount(typed, await getLocale()) ?? typed, currency)
}
