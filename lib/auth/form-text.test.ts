import { expect, test } from 'vitest'
import { formText } from './form-text'

test('a field is its text; a file or none is empty', () => {
  const form = new FormData()
  form.set('email', 'ada@example.com')
  form.set('photo', new Blob(['x']))
  expect(['email', 'photo', 'name'].map((name) => formText(form, name))).toEqual(['ada@example.com', '', ''])
})

test('a text that cannot be stored is refused by name', () => {
  const form = new FormData()
  form.set('password', 'a\0b')
  expect(() => formText(form, 'password')).toThrow(
    expect.objectContaining({ code: 'invalid_request', field: 'password' }),
  )
})

test.each([undefined, null, 'text', { email: 'x' }])('%j is no form', (sent) => {
  expect(() => formText(sent, 'email')).toThrow(expect.objectContaining({ code: 'invalid_request' }))
})
