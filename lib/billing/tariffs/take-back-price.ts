import { and, desc, eq, gt, lt } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { subscriptions, tariffPrices } from '@/db/schema'
import { type AdminAuthor, authorOf } from '@/lib/audit/admin-author'
import { recordAudit } from '@/lib/audit/record-audit'
import { AppError } from '@/lib/errors'
import { addTariffPrice } from './add-tariff-price'
import { lockTariff } from './lock-tariff'

/** A price that is not to come after all. */
export type PriceToTakeBack = AdminAuthor & { tariffId: string; priceId: bigint; asOf: Date }

/**
 * Takes back a price that is not in force yet. Prices are only ever added, so another one of the same instant restores
 * the price before: new subscribers go on paying that, and those who subscribe keep what they have.
 * @returns the id of the price that restores it.
 * @throws AppError `not_found` for the tariff or the price, `conflict` for one that is in force, was taken back
 *   already, or has no price before it.
 */
export async function takeBackPrice(tx: Database, { priceId, ...take }: PriceToTakeBack): Promise<bigint> {
  const { tariffId, asOf } = take
  // Who is subscribing just now may pay this price already.
  await lockTariff(tx, tariffId, { keepsOutSubscribers: true })
  const ofTariff = eq(tariffPrices.tariffId, tariffId)
  const [price] = await tx
    .select()
    .from(tariffPrices)
    .where(and(ofTariff, eq(tariffPrices.id, priceId)))
  if (!price) throw new AppError('not_found', 'There is no such price.')
  const { effectiveFrom } = price
  // The instant was read before the lock was had, so that it is too late shows in who pays it already.
  if (effectiveFrom <= asOf || (await isPaid(tx, price))) {
    throw new AppError('conflict', 'This price is in force. Add another one to replace it.')
  }
  const [later] = await tx
    .select({ id: tariffPrices.id })
    .from(tariffPrices)
    .where(and(ofTariff, eq(tariffPrices.effectiveFrom, effectiveFrom), gt(tariffPrices.id, priceId)))
    .limit(1)
  if (later) throw new AppError('conflict', 'This price was replaced by another one already.')
  const [before] = await tx
    .select()
    .from(tariffPrices)
    .where(and(ofTariff, lt(tariffPrices.effectiveFrom, effectiveFrom)))
    .orderBy(desc(tariffPrices.effectiveFrom), desc(tariffPrices.id))
    .limit(1)
  if (!before) throw new AppError('conflict', 'There is no price before this one.')
  const { hourlyRateMicros, monthlyCapHours } = before
  const restored = { hourlyRateMicros, monthlyCapHours, effectiveFrom, appliesToExisting: false }
  const restoredBy = await addTariffPrice(tx, { ...take, ...restored })
  await recordAudit(tx, {
    actor: authorOf(take),
    action: 'tariff.price_taken_back',
    subject: `tariff:${tariffId}`,
    details: { price: priceId.toString(), restoredBy: restoredBy.toString() },
  })
  return restoredBy
}

async function isPaid(tx: Database, price: { id: bigint; tariffId: string }): Promise<boolean> {
  const [payer] = await tx
    .select({ id: subscriptions.id })
    .from(subscriptions)
    .where(and(eq(subscriptions.tariffId, price.tariffId), eq(subscriptions.tariffPriceId, price.id)))
    .limit(1)
  return payer !== undefined
}
