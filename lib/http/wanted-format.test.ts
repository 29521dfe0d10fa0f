import { expect, test } from 'vitest'
import { wantedFormat } from './wanted-format'

const wanted = (accept: string | null, format?: 'csv' | 'json') =>
  wantedFormat(
    new Request('http://127.0.0.1:8000/', { headers: accept === null ? {} : { Accept: accept } }),
    format,
    ['csv', 'jsonl', 'pdf'],
  )

test.each([
  [null, 'json'],
  ['', 'json'],
  ['*/*', 'json'],
  ['application/json', 'json'],
  ['application/json, text/plain, */*', 'json'],
  ['text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8', 'json'],
  ['text/html, */*;q=0.8, application/pdf;q=0.7', 'json'],
  ['text/csv', 'csv'],
  ['TEXT/CSV; Charset=utf-8; header=present', 'csv'],
  ['text/csv, */*;q=0.1', 'csv'],
  ['text/csv;q=0.5', 'csv'],
  ['application/json;q=0.5, text/csv', 'csv'],
  ['application/json;q=0.1 , text/csv ; q=0.2', 'csv'],
  ['application/json;q=0, text/csv;q=0.1, */*', 'csv'],
  ['application/pdf, text/csv;q=0.9', 'pdf'],
  ['application/pdf;q=0.8, application/x-ndjson', 'jsonl'],
  ['application/jsonl', 'jsonl'],
  ['application/json, text/csv;q=0', 'json'],
  ['text/csv;q=0', 'json'],
  ['text/csv;q=0.000, application/pdf;Q=0', 'json'],
  ['application/json, text/csv', 'json'],
  ['text/csv;q=0.5, application/json;q=0.6', 'json'],
  ['text/csv, */*', 'json'],
  ['application/pdf, application/*', 'json'],
  ['text/csv;q=very', 'json'],
  ['text/csv;q=2', 'json'],
  ['text/csv-schema', 'json'],
  ['application/vnd.x+json;of=text/csv', 'json'],
])('Accept %j asks for %s', (accept, format) => {
  expect(wanted(accept)).toBe(format)
})

test('what the address says counts more', () => {
  expect(wanted('application/json', 'csv')).toBe('csv')
  expect(wanted('text/csv', 'json')).toBe('json')
})
