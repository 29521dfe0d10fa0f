import { eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { tariffs } from '@/db/schema'
import { AppError } from '@/lib/errors'

/**
 * Locks a tariff until the transaction ends, as every change of its prices begins: it waits for subscribers who are
 * being moved, and those to be moved wait for it. Subscribing goes on.
 * @throws AppError `not_found`.
 */
export async function lockTariff(tx: Database, tariffId: string): Promise<{ id: string; currency: string }> {
  const [tariff] = await tx
    .select({ id: tariffs.id, currency: tariffs.currency })
    .from(tariffs)
    .where(eq(tariffs.id, tariffId))
    .for('no key update')
  if (!tariff) throw new AppError('not_found', 'There is no such tariff.')
  return tariff
}
