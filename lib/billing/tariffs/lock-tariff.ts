import { eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { tariffs } from '@/db/schema'
import { AppError } from '@/lib/errors'

/**
 * Locks a tariff until the transaction ends, as every change of its prices begins: it waits for subscribers who are
 * being moved, and those to be moved wait for it. Subscribing goes on, unless it is kept out as well.
 * @throws AppError `not_found`.
 */
export async function lockTariff(
  tx: Database,
  tariffId: string,
  { keepsOutSubscribers = false }: { keepsOutSubscribers?: boolean } = {},
): Promise<{ id: string; currency: string }> {
  const [tariff] = await tx
    .select({ id: tariffs.id, currency: tariffs.currency })
    .from(tariffs)
    .where(eq(tariffs.id, tariffId))
    .for(keepsOutSubscribers ? 'update' : 'no key update')
  if (!tariff) throw new AppError('not_found', 'There is no such tariff.')
  return tariff
}

/**
 * Keeps a tariff's prices from being taken back until the transaction ends: whoever subscribes reads the price after this,
 * so that nobody is left with one that was taken back meanwhile. It keeps out nobody else.
 */
export async function holdPrices(tx: Database, tariffId: string): Promise<void> {
  await tx.select({ id: tariffs.id }).from(tariffs).where(eq(tariffs.id, tariffId)).for('key share')
}
