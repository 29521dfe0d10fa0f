/**
 * What must hold of a ledger, by a short name that never changes (it is stored, and screens put it into the reader's
 * language), and as an English sentence for consoles.
 */
export const INVARIANTS = {
  log_continues: 'each row of a log continues the one before',
  log_linked: 'each row of a log is linked to the ones before it',
  log_owned: 'every row of the log belongs to a wallet of its user',
  balance_of_log: "a wallet's balance is that of the last row of its log",
  pointers_of_log: 'a wallet knows when its last rows were posted',
  amounts_in_range:
    'no balance is negative, none is less than what is held, and no carry reaches a minor unit',
  usage_apart: 'usage periods of a wallet never overlap',
  usage_at_rate: 'each usage row is at the rate that was in force all its period',
  usage_exact: 'each usage row charges what had accrued by its end, to the minor unit',
  integral: 'usage and carry are the integral of the rate over time',
  rates_in_order: 'no wallet is settled to before its last change of rate',
  rate_recorded: "a wallet's rate is that of its last rate change",
  rate_running: "a wallet's rate is that of its running subscriptions",
  next_change_known: 'a wallet knows when a monthly cap next changes its rate or a hold expires',
  history_current: "a subscription's history ends with how it is",
  history_in_order: "a subscription's history goes forward in time",
  history_is_rate: 'subscriptions and wallets cost the same at every instant',
  cap_kept: 'no subscription is charged for more hours of a month than its cap',
  suspended_without_money: 'what is suspended has no money to run on',
  held_of_holds: 'what a wallet keeps back is the sum of its open holds',
  holds_captured_once: 'each captured hold is one charge of as much, and no other hold is charged',
  holds_end_in_time: 'no wallet is settled past the expiry of an open hold',
  payments_credited: 'each paid payment is credited once, to its own wallet, and no other payment is',
  returns_named: 'money that was taken back names a payment to the same wallet',
  returns_booked: 'each refund and dispute is in the log for what it took, and for what came back of it',
  returns_whole: 'what could not be taken when money went back is owed, and no more',
  returns_counted: 'a payment says what was given back of it, and whether a bank has it',
  keys_once: 'no charge was posted under the key of another movement',
  refusals_final: 'a charge that was refused is never made under the same key',
  sums_to_zero: 'wallets and contra accounts sum to zero in each currency',
  rows_protected: 'the log and its companions refuse to be changed',
} as const

/** The name of one of them. */
export type InvariantName = keyof typeof INVARIANTS

/** Something in the ledger that cannot be: an incident. */
export type Violation = {
  /** Which rule is broken. */
  invariant: InvariantName
  /** The wallet, payment, subscription, table or currency in question, such as `wallet 12`. */
  subject: string
  /** What was found, in English, for whoever looks into it. */
  detail: string
}
