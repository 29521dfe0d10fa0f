import type Stripe from 'stripe'
import { route } from '../call'
import { EXPAND, hasAsked, LIST_PARAMS, listObjects } from '../list-objects'
import { makeId, nowSeconds, randomToken } from '../make-id'
import { clearable, hash, list, metadata, type Read, string, unsupported } from '../params'
import type { Changes } from '../store'
import { invalidRequest, noSuch } from '../stripe-error'
import type { Work } from '../work'
import { addressParam, fullAddress, shippingParam } from './address'
import { attachPaymentMethod } from './attach-payment-method'
import { changedFields } from './changed-fields'
import { setDefault } from './default-payment-method'
import { deleteCustomer } from './delete-customer'
import { mergeMetadata } from './merge-metadata'
import { findPaymentMethod, refuseSaving } from './payment-method-record'

const FIELDS = {
  ...EXPAND,
  address: addressParam,
  description: clearable(),
  email: clearable(512),
  metadata: metadata(),
  name: clearable(256),
  phone: clearable(20),
  preferred_locales: list(string()),
  shipping: shippingParam,
  balance: unsupported(),
  business_name: unsupported(),
  cash_balance: unsupported(),
  individual_name: unsupported(),
  invoice_prefix: unsupported(),
  invoice_settings: hash({
    default_payment_method: clearable(),
    custom_fields: unsupported(),
    footer: unsupported(),
    rendering_options: unsupported(),
  }),
  next_invoice_sequence: unsupported(),
  source: unsupported(),
  tax: unsupported(),
  tax_exempt: unsupported(),
  validate: unsupported(),
}

const CREATE = {
  ...FIELDS,
  payment_method: string(),
  tax_id_data: unsupported(),
  test_clock: unsupported(),
}

const UPDATE = { ...FIELDS, default_source: unsupported() }

/**
 * Finds a customer that a parameter or a path names.
 * @throws StripeFailure `resource_missing`
 */
export function findCustomer(
  changes: Changes,
  id: string,
  param = 'customer',
  status: 400 | 404 = 400,
): Stripe.Customer {
  const customer = changes.get('customer', id)
  if (!customer || customer.deleted) throw noSuch('customer', id, param, status)
  return customer
}

/** @throws StripeFailure 400 `email_invalid` */
export function checkEmail(email: string | null | undefined, param: string): void {
  if (!email || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) return
  throw invalidRequest(`Invalid email address: ${email}`, param, 'email_invalid')
}

function applyFields(work: Work, customer: Stripe.Customer, params: Read<typeof FIELDS>): void {
  checkEmail(params.email, 'email')
  const { address, description, email, name, phone, preferred_locales: locales } = params
  if (address !== undefined) customer.address = fullAddress(address)
  if (description !== undefined) customer.description = description
  if (email !== undefined) customer.email = email
  if (name !== undefined) customer.name = name
  if (phone !== undefined) customer.phone = phone
  if (locales !== undefined) customer.preferred_locales = locales
  if (params.shipping) {
    customer.shipping = params.shipping as Stripe.Customer.Shipping
  }
  const method = params.invoice_settings?.default_payment_method
  if (method !== undefined) setDefault(work, customer, method)
  customer.metadata = mergeMetadata(customer.metadata, params.metadata)
}

/** A customer can be made with a card at once. */
function saveFirst(work: Work, customer: Stripe.Customer, id: string): void {
  const method = findPaymentMethod(work.changes, id)
  refuseSaving(work.changes, method)
  attachPaymentMethod(work, method, customer.id)
}

function newCustomer(): Stripe.Customer {
  return {
    id: makeId('cus'),
    object: 'customer',
    address: null,
    balance: 0,
    created: nowSeconds(),
    currency: null,
    default_source: null,
    delinquent: false,
    description: null,
    discount: null,
    email: null,
    invoice_prefix: randomToken(8).toUpperCase(),
    invoice_settings: {
      custom_fields: null,
      default_payment_method: null,
      footer: null,
      rendering_options: null,
    },
    livemode: false,
    metadata: {},
    name: null,
    next_invoice_sequence: 1,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: 'none',
    test_clock: null,
  }
}

/** The calls about customers. */
export const customerRoutes = [
  route('POST', '/v1/customers', 'secret', CREATE, ({ work, params }) => {
    const customer = newCustomer()
    if (params.payment_method) saveFirst(work, customer, params.payment_method)
    applyFields(work, customer, params)
    work.changes.put('customer', customer)
    work.emit('customer.created', customer)
    return customer
  }),
  route(
    'GET',
    '/v1/customers',
    'secret',
    { ...LIST_PARAMS, email: string(), test_clock: unsupported() },
    ({ work, params }) => {
      const customers = work.changes.all('customer').filter((customer) => !customer.deleted)
      const asked = hasAsked<Stripe.Customer>(params, 'email')
      return listObjects('customer', '/v1/customers', customers, params, asked)
    },
  ),
  route('GET', '/v1/customers/:id', 'secret', EXPAND, ({ work, id }) => {
    const customer = work.changes.get('customer', id)
    return customer?.deleted ? customer : findCustomer(work.changes, id, 'id', 404)
  }),
  route('DELETE', '/v1/customers/:id', 'secret', {}, ({ work, id }) =>
    deleteCustomer(work, findCustomer(work.changes, id, 'id', 404)),
  ),
  route('POST', '/v1/customers/:id', 'secret', UPDATE, ({ work, params, id }) => {
    const customer = findCustomer(work.changes, id, 'id', 404)
    const before = structuredClone(customer)
    applyFields(work, customer, params)
    const changed = changedFields(before, customer)
    if (Object.keys(changed).length === 0) return customer
    work.changes.put('customer', customer)
    work.emit('customer.updated', customer, changed)
    return customer
  }),
]
