'use server'

import { after } from 'next/server'
import { getLocale } from 'next-intl/server'
import { z } from 'zod'
import { adminAction } from '@/app/_actions/user-action'
import { database } from '@/db/connection'
import { appNow } from '@/db/now'
import { addTariffPrice } from '@/lib/billing/tariffs/add-tariff-price'
import { applyTariffPrices } from '@/lib/billing/tariffs/apply-tariff-prices'
import { createTariff } from '@/lib/billing/tariffs/create-tariff'
import { findTariffHistory } from '@/lib/billing/tariffs/list-tariff-history'
import { bringBackTariff, retireTariff } from '@/lib/billing/tariffs/retire-tariff'
import { takeBackPrice } from '@/lib/billing/tariffs/take-back-price'
import { AppError } from '@/lib/errors'
import { parseCurrency, parseRate } from '@/lib/money'
import { readTypedAmount } from '@/lib/read-typed-amount'
import { parseInstant } from '@/lib/time'

const typedRate = z.string().max(60)

/** Hours as they were typed; an empty field is no cap. */
const typedCapHours = z
  .string()
  .trim()
  .regex(/^\d{0,6}$/, 'Send a whole number of hours.')
  .transform((text) => (text === '' ? null : Number(text)))
  .optional()

const tariffId = z.strictObject({ tariff_id: z.guid() })

/** Offers a new tariff. Answers with its id. */
export const createTariffAction = adminAction(
  z.strictObject({
    name: z.string().trim().min(1).max(80),
    description: z.string().trim().max(300),
    currency: z.string(),
    hourly_rate: typedRate,
    monthly_cap_hours: typedCapHours,
  }),
  async ({ name, description, ...input }, { userId: adminId }) => {
    const currency = parseCurrency(input.currency)
    const hourlyRateMicros = await readRate(input.hourly_rate, currency)
    const db = database()
    const asOf = await appNow(db)
    const { monthly_cap_hours: monthlyCapHours } = input
    const tariff = { name, description, currency, hourlyRateMicros, monthlyCapHours, asOf, adminId }
    return { id: await db.transaction((tx) => createTariff(tx, tariff)) }
  },
)

/** Adds a dated price to a tariff: from now on, or from an instant to come. */
export const addTariffPriceAction = adminAction(
  z.strictObject({
    tariff_id: z.guid(),
    hourly_rate: typedRate,
    monthly_cap_hours: typedCapHours,
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
      monthlyCapHours: input.monthly_cap_hours,
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

/** Takes back a price that is not in force yet: the one before is restored from its instant on. */
export const takeBackPriceAction = adminAction(
  z.strictObject({ tariff_id: z.guid(), price_id: z.string().regex(/^\d{1,18}$/) }),
  async (input, { userId: adminId }) => {
    const db = database()
    const asOf = await appNow(db)
    const price = { tariffId: input.tariff_id, priceId: BigInt(input.price_id), asOf, adminId }
    await db.transaction((tx) => takeBackPrice(tx, price))
    return undefined
  },
)

/** Moves subscribers to the prices due for them now, not with the minute's job. The page shows how far it is. */
export const applyPricesAction = adminAction(z.strictObject({}), async () => {
  const db = database()
  after(() => applyTariffPrices(db).then(() => {}))
  return undefined
})

/** Takes a tariff off the price list. */
export const retireTariffAction = adminAction(tariffId, async (input, { userId: adminId }) => {
  const db = database()
  const asOf = await appNow(db)
  await db.transaction((tx) => retireTariff(tx, { tariffId: input.tariff_id, asOf, adminId }))
  return undefined
})

/** Puts a retired tariff back on the price list. */
export const bringBackTariffAction = adminAction(tariffId, async (input, { userId: adminId }) => {
  await database().transaction((tx) => bringBackTariff(tx, { tariffId: input.tariff_id, adminId }))
  return undefined
})

/** A price as it was typed, in micros. What cannot be read is left as it is, to be refused like any other text. */
async function readRate(typed: string, currency: string): Promise<bigint> {
  return parseRate(readTypedAmount(typed, await getLocale()) ?? typed, currency)
}
