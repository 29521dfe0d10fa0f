import { and, eq, isNull } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { tariffs } from '@/db/schema'
import { recordAudit } from '@/lib/audit/record-audit'
import { AppError } from '../errors'

/**
 * Takes a tariff off the price list. Those who subscribe keep it.
 * @throws AppError `not_found` if there is none, or it is retired already.
 */
export async function retireTariff(
  tx: Database,
  { tariffId, asOf, adminId }: { tariffId: string; asOf: Date; adminId: string },
): Promise<void> {
  const retired = await tx
    .update(tariffs)
    .set({ retiredAt: asOf })
    .where(and(eq(tariffs.id, tariffId), isNull(tariffs.retiredAt)))
    .returning({ id: tariffs.id })
  if (retired.length === 0) throw new AppError('not_found', 'There is no such tariff on the price list.')
  await recordAudit(tx, {
    actor: `admin:${adminId}`,
    action: 'tariff.retired',
    subject: `tariff:${tariffId}`,
    details: {},
  })
}
