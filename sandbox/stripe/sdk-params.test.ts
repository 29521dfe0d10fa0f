import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ROUTES } from './routes'

/** Each call with the type of its parameters in the SDK: the file, and the interface. */
const CALLS: [call: string, file: string, name: string][] = [
  ['POST /v1/payment_intents', 'PaymentIntents', 'PaymentIntentCreateParams'],
  ['POST /v1/payment_intents/:id', 'PaymentIntents', 'PaymentIntentUpdateParams'],
  ['POST /v1/payment_intents/:id/confirm', 'PaymentIntents', 'PaymentIntentConfirmParams'],
  ['POST /v1/payment_intents/:id/capture', 'PaymentIntents', 'PaymentIntentCaptureParams'],
  ['POST /v1/payment_intents/:id/cancel', 'PaymentIntents', 'PaymentIntentCancelParams'],
  ['GET /v1/payment_intents', 'PaymentIntents', 'PaymentIntentListParams'],
  ['GET /v1/payment_intents/:id', 'PaymentIntents', 'PaymentIntentRetrieveParams'],
  ['POST /v1/setup_intents', 'SetupIntents', 'SetupIntentCreateParams'],
  ['POST /v1/setup_intents/:id', 'SetupIntents', 'SetupIntentUpdateParams'],
  ['POST /v1/setup_intents/:id/confirm', 'SetupIntents', 'SetupIntentConfirmParams'],
  ['POST /v1/setup_intents/:id/cancel', 'SetupIntents', 'SetupIntentCancelParams'],
  ['GET /v1/setup_intents', 'SetupIntents', 'SetupIntentListParams'],
  ['GET /v1/setup_attempts', 'SetupAttempts', 'SetupAttemptListParams'],
  ['POST /v1/payment_methods', 'PaymentMethods', 'PaymentMethodCreateParams'],
  ['POST /v1/payment_methods/:id', 'PaymentMethods', 'PaymentMethodUpdateParams'],
  ['POST /v1/payment_methods/:id/attach', 'PaymentMethods', 'PaymentMethodAttachParams'],
  ['POST /v1/payment_methods/:id/detach', 'PaymentMethods', 'PaymentMethodDetachParams'],
  ['GET /v1/payment_methods', 'PaymentMethods', 'PaymentMethodListParams'],
  ['POST /v1/customers', 'Customers', 'CustomerCreateParams'],
  ['POST /v1/customers/:id', 'Customers', 'CustomerUpdateParams'],
  ['GET /v1/customers', 'Customers', 'CustomerListParams'],
  ['GET /v1/customers/:id/payment_methods', 'Customers', 'CustomerListPaymentMethodsParams'],
  ['POST /v1/refunds', 'Refunds', 'RefundCreateParams'],
  ['POST /v1/refunds/:id', 'Refunds', 'RefundUpdateParams'],
  ['POST /v1/refunds/:id/cancel', 'Refunds', 'RefundCancelParams'],
  ['GET /v1/refunds', 'Refunds', 'RefundListParams'],
  ['POST /v1/disputes/:id', 'Disputes', 'DisputeUpdateParams'],
  ['POST /v1/disputes/:id/close', 'Disputes', 'DisputeCloseParams'],
  ['GET /v1/disputes', 'Disputes', 'DisputeListParams'],
  ['GET /v1/charges', 'Charges', 'ChargeListParams'],
  ['GET /v1/events', 'Events', 'EventListParams'],
  ['GET /v1/balance', 'Balance', 'BalanceRetrieveParams'],
  ['GET /v1/balance_transactions', 'BalanceTransactions', 'BalanceTransactionListParams'],
]

/** What the SDK's types leave out: what Stripe.js sends, and what older API versions still have. */
const BEYOND_THE_TYPES = ['client_secret', 'expected_payment_method_type', 'payment_method_types']

/** The names of the parameters that an interface of the SDK has. */
function namesOf(file: string, name: string): string[] {
  const types = readFileSync(`node_modules/stripe/esm/resources/${file}.d.ts`, 'utf8')
  const [, pages, body] =
    new RegExp(`export interface ${name}( extends PaginationParams)? \\{\\n([\\s\\S]*?)\\n?\\}`).exec(
      types.replace(/\/\*\*[\s\S]*?\*\//g, ''),
    ) ?? []
  if (body === undefined) throw new Error(`The SDK has no ${name}.`)
  const own = [...body.matchAll(/^ {4}(\w+)\??:/gm)].map(([, field]) => field ?? '')
  return pages ? [...own, 'limit', 'starting_after', 'ending_before'] : own
}

test.each(CALLS)('%s knows the parameters of the SDK, all of them and no other', (call, file, name) => {
  const route = ROUTES.find(({ method, path }) => `${method} ${path}` === call)
  const known = Object.keys(route?.params ?? {}).filter((param) => !BEYOND_THE_TYPES.includes(param))
  const expected = namesOf(file, name).filter((param) => !BEYOND_THE_TYPES.includes(param))
  expect(known.sort()).toEqual(expected.sort())
})
