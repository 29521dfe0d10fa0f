/** Why a row of the log is there, where nobody has written why. Screens put these into the reader's language. */
export const RETURN_REASONS = {
  /** A refund that was made in Stripe's dashboard. */
  stripeRefund: 'stripe_refund',
  /** A refund that did not reach the card. */
  refundFailed: 'refund_failed',
  /** A bank took a payment back. */
  disputed: 'disputed',
  /** A bank gave it back to us. */
  disputeWon: 'dispute_won',
  /** Taken later, for what had been spent already when money went back. */
  receivableCollected: 'receivable_collected',
} as const

/** One of them. */
export type ReturnReason = (typeof RETURN_REASONS)[keyof typeof RETURN_REASONS]

const KNOWN: readonly string[] = Object.values(RETURN_REASONS)

/** Whether a row's reason is one of them, rather than somebody's words. */
export function isReturnReason(reason: string): reason is ReturnReason {
  return KNOWN.includes(reason)
}
