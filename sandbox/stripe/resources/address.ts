import { clearable, hash } from '../params'

/** A postal address, every line of it optional. */
export const addressParam = hash({
  city: clearable(),
  country: clearable(),
  line1: clearable(),
  line2: clearable(),
  postal_code: clearable(),
  state: clearable(),
})

/** Where and to whom something is sent. */
export const shippingParam = hash({
  address: addressParam,
  carrier: clearable(),
  name: clearable(),
  phone: clearable(),
  tracking_number: clearable(),
})

/** An address as the API answers it: absent lines are null. */
export function fullAddress(address: Record<string, string | null | undefined> | null | undefined) {
  const { city, country, line1, line2, postal_code, state } = address ?? {}
  return {
    city: city ?? null,
    country: country ?? null,
    line1: line1 ?? null,
    line2: line2 ?? null,
    postal_code: postal_code ?? null,
    state: state ?? null,
  }
}
