import { expect, test } from 'vitest'
import { readPaperQuery } from './read-paper-query'

test.each([
  ['rub', 'RUB'],
  ['EUR', 'EUR'],
  ['\0', undefined],
  ['RUB\0', undefined],
  ['XXX', undefined],
  ['u\u017fd', undefined],
  ['', undefined],
  [['RUB', 'EUR'], undefined],
  [undefined, undefined],
])('the currency %j is understood as %j', async (currency, understood) => {
  expect((await readPaperQuery({ lang: 'en', currency })).currency).toBe(understood)
})
