import { typedCard } from '../check-card'
import {
  boolean,
  hash,
  list,
  metadata,
  oneOf,
  type Read,
  required,
  string,
  unsupported,
  unsupportedAll,
} from '../params'
import { billingDetailsParam } from './payment-method-record'

/** Stripe's other kinds of payment methods. */
export const OTHER_KINDS = (
  'acss_debit affirm afterpay_clearpay alipay alma amazon_pay au_becs_debit bacs_debit bancontact ' +
  'billie bizum blik boleto cashapp crypto customer_balance eps fpx giropay grabpay ideal ' +
  'interac_present kakao_pay klarna konbini kr_card link mb_way mobilepay multibanco naver_pay ' +
  'nz_bank_account oxxo p24 pay_by_bank payco paynow paypal paypay payto pix promptpay revolut_pay ' +
  'samsung_pay satispay scalapay sepa_debit sequra sofort sunbit swish twint upi us_bank_account ' +
  'wechat_pay zip'
).split(' ')

/** The kinds of payment methods that a caller names. */
export const methodTypes = list(oneOf('card'))

/** Since this API version the types a caller wants are called `allowed_payment_method_types`. */
export const TYPES_RENAMED = '2026-09-30'

/** Whether Stripe chooses the kinds of payment methods. */
export const automaticMethods = hash({
  enabled: required(boolean()),
  allow_redirects: oneOf('always', 'never'),
})

interface ChosenMethods {
  allowed_payment_method_types?: 'card'[]
  payment_method_types?: 'card'[]
  automatic_payment_methods?: Read<{ it: typeof automaticMethods }>['it']
}

/** How an intent just created finds its payment methods. */
export function chosenMethods(params: ChosenMethods) {
  const { allowed_payment_method_types: allowed = null, automatic_payment_methods: automatic } = params
  // Naming the types turns the automatic choice off; without either, Stripe chooses.
  const isAutomatic = automatic !== undefined || !(allowed ?? params.payment_method_types)
  return {
    allowed_payment_method_types: allowed,
    automatic_payment_methods: isAutomatic
      ? { allow_redirects: automatic?.allow_redirects ?? 'always', enabled: automatic?.enabled ?? true }
      : null,
  }
}

/** Whether a payment method may be shown to its customer again. */
export const allowRedisplay = oneOf('always', 'limited', 'unspecified')

/** A payment method described in the call that uses it. */
export const paymentMethodData = hash({
  type: required(oneOf('card')),
  card: typedCard,
  billing_details: billingDetailsParam,
  metadata: metadata(),
  allow_redisplay: allowRedisplay,
  radar_options: unsupported(),
  ...unsupportedAll(OTHER_KINDS),
  // Stripe.js sends what it knows of the page along; nothing hangs on it here.
  payment_user_agent: string(),
  referrer: string(),
  time_on_page: string(),
})
