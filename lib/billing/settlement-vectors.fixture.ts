/** One step of a worked case. */
export type Operation = {
  op: 'top_up' | 'charge' | 'settle' | 'start' | 'change' | 'stop' | 'resume' | 'hold' | 'capture' | 'release'
  at: string
  /** Of a capture: left out, all of it. */
  amountMinor?: string
  subscription?: string
  /** Price of one piece; a change without one keeps the price and its cap. */
  hourlyRateMicros?: string
  /** With a price: hours of a month after which it is free. Left out: it never is. */
  monthlyCapHours?: number
  quantity?: number
  /** Of a start: whether money wakes it. */
  resumesOnTopUp?: boolean
  /** What a hold is called in this case, and how long it lasts. */
  hold?: string
  lastsMs?: number
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
  /** How each stands at the instant of the last step: what it has been charged for this month, and its cap. */
  counted?: Record<string, { monthMs: number; cappedUntil: string | null; chargedRateMicros: string }>
  /** How each hold stands at that instant. */
  holds?: Record<string, string>
  errors: { index: number; code: string }[]
}

/** A worked case of the settlement rule with its exact result. */
export type Case = { name: string; why: string; createdAt: string; operations: Operation[]; expect: Outcome }
