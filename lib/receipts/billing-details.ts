import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Database } from '@/db/client'
import { billingDetails } from '@/db/schema'
import { MAX_ADDRESS_LINES } from '../env'
import { parseFields } from '../parse-fields'

/** What users want to read about themselves on receipts; each of them may be empty. */
export type BillingDetails = { company: string; address: string; taxId: string }

const text = (most: number) => z.string().trim().max(most, `Send at most ${most} characters.`)
const line = (most: number) => text(most).regex(/^[^\r\n]*$/, 'Send one line.')

/** What users may say about themselves, as forms name it. */
export const billingDetailsSchema = z.strictObject({
  company: line(200),
  /** Browsers send the lines of a text with a carriage return each. */
  address: text(500)
    .transform((address) => address.replaceAll(/\r\n?/g, '\n'))
    .refine(
      (address) => address.split('\n').length <= MAX_ADDRESS_LINES,
      `Send at most ${MAX_ADDRESS_LINES} lines.`,
    ),
  tax_id: line(60),
})

const NONE: BillingDetails = { company: '', address: '', taxId: '' }

/** What a user has said about themselves for receipts. */
export async function readBillingDetails(
  db: Database,
  { userId }: { userId: string },
): Promise<BillingDetails> {
  const { company, address, taxId } = billingDetails
  const [found] = await db
    .select({ company, address, taxId })
    .from(billingDetails)
    .where(eq(billingDetails.userId, userId))
  return found ?? NONE
}

/**
 * Changes what a user's receipts say from now on. Those that were issued keep what they said.
 * @throws AppError `invalid_request` naming the field.
 */
export async function updateBillingDetails(
  db: Database,
  { userId, ...input }: z.input<typeof billingDetailsSchema> & { userId: string },
): Promise<void> {
  const { company, address, tax_id: taxId } = parseFields(billingDetailsSchema, input)
  const details = { company, address, taxId, updatedAt: sql`now()` }
  await db
    .insert(billingDetails)
    .values({ userId, ...details })
    .onConflictDoUpdate({ target: billingDetails.userId, set: details })
}
