/**
 * The ids that the document's examples speak of. The contract test plants a row under each, so that every example is
 * made as it is shown, and works.
 */
export const EXAMPLES = {
  user: '0199a000-0000-7000-8000-000000000001',
  tariff: '0199a000-0000-7000-8000-000000000002',
  subscription: '0199a000-0000-7000-8000-000000000003',
  payment: '0199a000-0000-7000-8000-000000000004',
  key: '0199a000-0000-7000-8000-000000000005',
  webhookEndpoint: '0199a000-0000-7000-8000-000000000006',
  webhookDelivery: '0199a000-0000-7000-8000-000000000007',
  event: '4711',
  hold: '0199a000-0000-7000-8000-000000000008',
  paidPayment: '0199a000-0000-7000-8000-000000000009',
  card: '0199a000-0000-7000-8000-00000000000a',
  recurringPayment: '0199a000-0000-7000-8000-00000000000b',
  month: '2026-03',
  billingRun: '4712',
} as const
