/** The chapters of the API's document, in their order. */
export const TAGS = {
  Access: 'Accounts, access tokens and API keys.',
  Balance: 'What a wallet holds, the log that proves it, and what a month came to.',
  Payments: 'Money coming in.',
  Charges: 'Money taken from a wallet at once, or reserved first.',
  Tariffs: 'The price list.',
  Subscriptions: 'What runs, and is billed by the time it runs.',
  Events: 'What happened, in order.',
  Webhooks: 'What happened, posted to you: signed by Standard Webhooks, retried for three days, in order.',
  Operators: 'For those who run this installation.',
} as const

/** A chapter of the API's document. */
export type Tag = keyof typeof TAGS
