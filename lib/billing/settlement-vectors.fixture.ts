/** One step of a worked case. */
export type Operation = {
  op: 'top_up' | 'charge' | 'settle' | 'start' | 'change' | 'stop'
  at: string
  amountMinor?: string
  subscription?: string
  hourlyRateMicros?: string
}

/** What a case ends in, to the last unit. */
export type Outcome = {
  transactions: {
    type: string
    amountMinor: string
    balanceMinor: string
    periodStart: string | null
    periodEnd: string | null
  }[]
  wallet: {
    balanceMinor: string
    hourlyRateMicros: string
    carry: string
    lastHourlyBilling: string
    depletesAtMs: string | null
    availableMinorAtEnd: string
  }
  subscriptions: Record<string, string>
  errors: { index: number; code: string }[]
}

/** A worked case of the settlement rule with its exact result. */
export type Case = { name: string; why: string; createdAt: string; operations: Operation[]; expect: Outcome }
