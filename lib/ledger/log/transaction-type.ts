import type { TransactionType } from '@/db/schema'

/** Held complete by its type, and apart from the schema so that a browser can list the types without the tables. */
const LISTED: Record<TransactionType, true> = {
  top_up: true,
  usage: true,
  charge: true,
  refund: true,
  dispute: true,
  dispute_reversal: true,
  adjustment: true,
  bonus: true,
  reversal: true,
}

/** What a row of the log can be, in the order in which people are shown them. */
export const TRANSACTION_TYPES = Object.keys(LISTED) as readonly TransactionType[]
