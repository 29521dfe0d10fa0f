import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { tariffs } from '@/db/schema'
import { type AdminAuthor, authorOf } from '@/lib/audit/admin-author'
import { recordAudit } from '@/lib/audit/record-audit'
import { AppError } from '@/lib/errors'

/** Which tariff, and who decides. */
export type TariffDecision = AdminAuthor & { tariffId: string }

/**
 * Takes a tariff off the price list: nobody starts it or changes to it. Those who subscribe keep it, and the prices
 * that were set for them still come.
 * @throws AppError `not_found` if there is none, or it is retired already.
 */
export async function retireTariff(tx: Database, decision: TariffDecision & { asOf: Date }): Promise<void> {
  const retired = await tx
    .update(tariffs)
    .set({ retiredAt: decision.asOf })
    .where(and(eq(tariffs.id, decision.tariffId), isNull(tariffs.retiredAt)))
    .returning({ id: tariffs.id })
  if (retired.length === 0) throw new AppError('not_found', 'There is no such tariff on the price list.')
  await record(tx, decision, 'tariff.retired')
}

/**
 * Puts a retired tariff back on the price list, at the price it has by now.
 * @throws AppError `not_found` if there is none, or it is on the price list.
 */
export async function bringBackTariff(tx: Database, decision: TariffDecision): Promise<void> {
  const back = await tx
    .update(tariffs)
    .set({ retiredAt: null })
    .where(and(eq(tariffs.id, decision.tariffId), isNotNull(tariffs.retiredAt)))
    .returning({ id: tariffs.id })
  if (back.length === 0) throw new AppError('not_found', 'There is no such tariff among those retired.')
  await record(tx, decision, 'tariff.brought_back')
}

function record(tx: Database, decision: TariffDecision, action: string): Promise<void> {
  return recordAudit(tx, { actor: authorOf(decision), action, subject: `tariff:${decision.tariffId}` })
}
