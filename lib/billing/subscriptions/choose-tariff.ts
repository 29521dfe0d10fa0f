import type { Database } from '@/db/client'
import { AppError } from '@/lib/errors'
import { readOpenTariff, type Tariff } from '../tariffs/tariff'

/**
 * The tariff that a subscription is to change to, at its price at an instant; undefined if it keeps its own.
 * @throws AppError `not_found`, `tariff_retired`, or `invalid_request` for a tariff in another currency.
 */
export async function chooseTariff(
  db: Database,
  wish: { tariffId?: string | undefined; currency: string; asOf: Date },
): Promise<Tariff | undefined> {
  const { tariffId, currency, asOf } = wish
  if (tariffId === undefined) return undefined
  const tariff = await readOpenTariff(db, { tariffId, asOf })
  if (tariff.currency === currency) return tariff
  throw new AppError('invalid_request', `This subscription is paid in ${currency}.`, { field: 'tariff' })
}
