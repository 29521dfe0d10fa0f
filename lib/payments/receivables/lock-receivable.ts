import { eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { receivables } from '@/db/schema'
import { AppError } from '../../errors'
import { lockPayment } from '../lock-payment'
import { type Receivable, receivableColumns } from './receivable'

/** One receivable, whose payment stays locked until the transaction ends. @throws AppError `not_found`. */
export async function lockReceivable(tx: Database, receivableId: string): Promise<Receivable> {
  await lockPayment(tx, (await readReceivable(tx, receivableId)).paymentId)
  return readReceivable(tx, receivableId)
}

async function readReceivable(tx: Database, receivableId: string): Promise<Receivable> {
  const [receivable] = await tx
    .select(receivableColumns)
    .from(receivables)
    .where(eq(receivables.id, receivableId))
  if (!receivable) throw new AppError('not_found', 'There is no such receivable.')
  return receivable
}
