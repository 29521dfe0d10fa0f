import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { env } from '../env'
import { operatorDetails } from './operator-details'
import type { PaymentMethod } from './payment-method'

/**
 * Issues the receipt of a payment that has succeeded, once: with the next number of the year, and with who paid and who
 * took the money as they are known now. Asked again, or by several at once, it changes nothing. The year's counter is
 * locked until the transaction ends, so call it last.
 * @param asOf the instant of issue.
 * @param method what it was paid with, if that is known; `recordMethod` puts it in later.
 * @throws Error (of the database) for a payment that has not succeeded.
 */
export async function issueReceipt(
  tx: Database,
  { paymentId, asOf, method = null }: { paymentId: string; asOf: Date; method?: PaymentMethod | null },
): Promise<void> {
  const isTest = /^(sk|rk)_test_/.test(env().STRIPE_SECRET_KEY)
  await tx.execute(sql`
    insert into receipts (payment_id, issued_at, payer, operator, is_test, method_type, method_brand, method_last4)
    select p.id, ${asOf.toISOString()}::timestamptz,
           jsonb_build_object('name', u.name, 'email', u.email, 'company', coalesce(b.company, ''),
                              'address', coalesce(b.address, ''), 'taxId', coalesce(b.tax_id, '')),
           ${JSON.stringify(operatorDetails())}::jsonb, ${isTest}::boolean,
           ${method?.type ?? null}, ${method?.brand ?? null}, ${method?.last4 ?? null}
      from payments p
      join users u on u.id = p.user_id
      left join billing_details b on b.user_id = p.user_id
     where p.id = ${paymentId}`)
}
