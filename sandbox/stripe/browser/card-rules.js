const BRANDS = [
  { brand: 'visa', starts: /^4/, lengths: [16], groups: [4, 4, 4, 4] },
  {
    brand: 'mastercard',
    starts: /^(5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/,
    lengths: [16],
    groups: [4, 4, 4, 4],
  },
  { brand: 'amex', starts: /^3[47]/, lengths: [15], groups: [4, 6, 5], cvc: 4 },
  { brand: 'diners', starts: /^3(0[0-5]|09|[689])/, lengths: [14, 16], groups: [4, 4, 4, 4] },
  { brand: 'discover', starts: /^(6011|64[4-9]|65)/, lengths: [16], groups: [4, 4, 4, 4] },
  { brand: 'jcb', starts: /^35/, lengths: [16], groups: [4, 4, 4, 4] },
  { brand: 'unionpay', starts: /^62/, lengths: [16, 17, 18, 19], groups: [4, 4, 4, 4, 3] },
]
const UNKNOWN = { brand: 'unknown', lengths: [16], groups: [4, 4, 4, 4, 3] }

/** What is known of a card from the first digits of its number. */
export function brandRule(digits) {
  return BRANDS.find(({ starts }) => starts.test(digits)) ?? UNKNOWN
}

/** A number in groups, as it is printed on the card. */
export function groupNumber(digits) {
  const { groups, lengths } = brandRule(digits)
  const parts = []
  let rest = digits.slice(0, Math.max(...lengths))
  for (const size of groups) {
    if (rest === '') break
    parts.push(rest.slice(0, size))
    rest = rest.slice(size)
  }
  return parts.join(' ')
}

/** What was typed or pasted as a date, written as `MM / YY`. */
export function formatExpiry(text, isDeleting) {
  const pasted = /^\s*(\d{1,2})\s*[/.-]\s*(?:20)?(\d{2})\s*$/.exec(text)
  if (pasted) return `${pasted[1].padStart(2, '0')} / ${pasted[2]}`
  let digits = text.replace(/\D/g, '').slice(0, 4)
  if (/^[2-9]/.test(digits)) digits = `0${digits}`.slice(0, 4)
  // Deleting the slash deletes the digit before it, or it would come back at once.
  if (isDeleting && digits.length === 2 && !text.endsWith(' '))
    return digits.slice(0, text.includes('/') ? 1 : 2)
  if (digits.length < 2) return digits
  return `${digits.slice(0, 2)} / ${digits.slice(2)}`
}

function passesChecksum(digits) {
  let sum = 0
  ;[...digits].reverse().forEach((digit, at) => {
    const value = Number(digit) * (at % 2 === 1 ? 2 : 1)
    sum += value > 9 ? value - 9 : value
  })
  return sum % 10 === 0
}

/** The code of what is wrong with a number, or null. */
export function numberProblem(digits) {
  const { lengths } = brandRule(digits)
  if (digits.length < Math.min(...lengths)) return 'incomplete_number'
  return lengths.includes(digits.length) && passesChecksum(digits) ? null : 'invalid_number'
}

/** The code of what is wrong with a date such as `09 / 31`, or null. */
export function expiryProblem(text, today = new Date()) {
  const digits = text.replace(/\D/g, '')
  const month = Number(digits.slice(0, 2))
  if (digits.length >= 2 && (month < 1 || month > 12)) return 'invalid_expiry_month'
  if (digits.length < 4) return 'incomplete_expiry'
  const year = 2000 + Number(digits.slice(2))
  if (year > today.getFullYear() + 50) return 'invalid_expiry_year'
  if (year < today.getFullYear()) return 'invalid_expiry_year_past'
  const isPast = year === today.getFullYear() && month < today.getMonth() + 1
  return isPast ? 'invalid_expiry_month_past' : null
}

/** How many digits the security code of a card has. */
export function cvcLength(numberDigits) {
  return brandRule(numberDigits).cvc ?? 3
}

/** The code of what is wrong with a security code, or null. */
export function cvcProblem(cvc, numberDigits) {
  return cvc.length === cvcLength(numberDigits) ? null : 'incomplete_cvc'
}
