import { expect, test } from 'vitest'
import {
  brandRule,
  cvcProblem,
  expiryProblem,
  formatExpiry,
  groupNumber,
  numberProblem,
} from './card-rules.js'

test.each([
  ['4242424242424242', 'visa', '4242 4242 4242 4242'],
  ['2223003122003222', 'mastercard', '2223 0031 2200 3222'],
  ['2720990000000000', 'mastercard', '2720 9900 0000 0000'],
  ['378282246310005', 'amex', '3782 822463 10005'],
  ['36227206271667', 'diners', '3622 7206 2716 67'],
  ['6200000000000000003', 'unionpay', '6200 0000 0000 0000 003'],
  ['42424242424242429999', 'visa', '4242 4242 4242 4242'],
])('%s is %s and written %s', (digits, brand, grouped) => {
  expect(brandRule(digits).brand).toBe(brand)
  expect(groupNumber(digits)).toBe(grouped)
})

test.each([
  ['1', false, '1'],
  ['5', false, '05 / '],
  ['12', false, '12 / '],
  ['1234', false, '12 / 34'],
  ['9/31', false, '09 / 31'],
  ['09/2031', false, '09 / 31'],
  ['12 /', true, '1'],
  ['12 / 3', true, '12 / 3'],
])('the date %s (deleting: %s) becomes "%s"', (typed, isDeleting, written) => {
  expect(formatExpiry(typed, isDeleting)).toBe(written)
})

test.each([
  [numberProblem('4242'), 'incomplete_number'],
  [numberProblem('4242424242424241'), 'invalid_number'],
  [numberProblem('378282246310005'), null],
  [expiryProblem('1', new Date(2026, 10, 22)), 'incomplete_expiry'],
  [expiryProblem('13 / 30', new Date(2026, 10, 22)), 'invalid_expiry_month'],
  [expiryProblem('10 / 26', new Date(2026, 10, 22)), 'invalid_expiry_month_past'],
  [expiryProblem('11 / 26', new Date(2026, 10, 22)), null],
  [expiryProblem('12 / 25', new Date(2026, 10, 22)), 'invalid_expiry_year_past'],
  [cvcProblem('123', '378282246310005'), 'incomplete_cvc'],
  [cvcProblem('1234', '378282246310005'), null],
])('%s is told as %s', (problem, expected) => {
  expect(problem).toBe(expected)
})
