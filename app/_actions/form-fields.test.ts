import { expect, test } from 'vitest'
import { formFields } from './form-fields'

function form(...entries: [string, string | Blob][]): FormData {
  const data = new FormData()
  for (const [name, value] of entries) data.append(name, value)
  return data
}

test('a field sent once is a text, several of a name are a list', () => {
  expect(formFields(form(['name', 'CI'], ['scopes', 'a'], ['scopes', 'b']))).toEqual({
    name: 'CI',
    scopes: ['a', 'b'],
  })
})

test('what React adds for itself and files are left out', () => {
  const sent = form(['$ACTION_ID_4f', ''], ['name', 'CI'], ['photo', new Blob(['x'])])
  expect(formFields(sent)).toEqual({ name: 'CI' })
})

test.each(['a\0b', '\0'])('a text that cannot be stored is refused by name: %j', (text) => {
  expect(() => formFields(form(['name', 'CI'], ['scopes', 'a'], ['scopes', text]))).toThrow(
    expect.objectContaining({ code: 'invalid_request', field: 'scopes' }),
  )
  expect(() => formFields(form([text, 'CI']))).toThrow(expect.objectContaining({ code: 'invalid_request' }))
})

test.each([undefined, null, 'text', 7, [], { name: 'CI' }])('%j is no form', (sent) => {
  expect(() => formFields(sent)).toThrow(expect.objectContaining({ code: 'invalid_request' }))
})
