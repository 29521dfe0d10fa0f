import { expect, test } from 'vitest'
import { filterSearch, readTransactionFilter, toTransactionQuery } from './transaction-filter'

test('an address is read as it says', () => {
  const params = { type: 'usage', currency: 'RUB', from: '2026-03-01', to: '2026-03-31', cursor: 'abc' }
  expect(readTransactionFilter(params)).toEqual(params)
})

test('what makes no sense in an address is left out, and the rest still counts', () => {
  expect(
    readTransactionFilter({
      type: 'gift',
      currency: 'XXX',
      from: '2026-02-30',
      to: ['2026-03-01', '2026-03-02'],
      cursor: '',
      other: 'x',
    }),
  ).toEqual({})
  expect(readTransactionFilter({ type: '', currency: 'USD', from: '' })).toEqual({ currency: 'USD' })
})

test('a day whose end or beginning no date of four digits holds is left out', () => {
  expect(readTransactionFilter({ from: '0000-01-01', to: '9999-12-31' })).toEqual({})
  const widest = { from: '0001-01-01', to: '9999-12-30' }
  expect(readTransactionFilter(widest)).toEqual(widest)
  expect(toTransactionQuery(widest).to?.toISOString()).toBe('9999-12-31T00:00:00.000Z')
})

test('the last day is included to its last millisecond', () => {
  expect(toTransactionQuery({ from: '2026-03-01', to: '2026-03-01' })).toMatchObject({
    from: new Date('2026-03-01T00:00:00.000Z'),
    to: new Date('2026-03-02T00:00:00.000Z'),
  })
})

test('a filter becomes an address again, without what is not set', () => {
  const filter = { type: 'usage', currency: 'RUB', cursor: 'abc' } as const
  expect(filterSearch(filter)).toBe('?type=usage&currency=RUB&cursor=abc')
  expect(filterSearch(filter, { cursor: undefined })).toBe('?type=usage&currency=RUB')
  expect(filterSearch({})).toBe('')
})
