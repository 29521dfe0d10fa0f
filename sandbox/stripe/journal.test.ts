import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { Journal, type JournalLine } from './journal'
import { temporaryDataFile } from './test-sandbox'

function open(path: string) {
  const lines: JournalLine[] = []
  return { lines, journal: Journal.open(path, (line) => lines.push(line)) }
}

test('lines written at once are all there, in order, when their promises resolve', async () => {
  const path = temporaryDataFile()
  const { journal } = open(path)
  await Promise.all([1, 2, 3, 4].map((n) => journal.append([['thing', { id: `t${n}` }]])))
  await journal.close()
  const again = open(path)
  expect(again.lines.map(([entry]) => entry?.[1].id)).toEqual(['t1', 't2', 't3', 't4'])
  await again.journal.close()
})

test('a compacted journal holds the shorter state and takes new lines', async () => {
  const path = temporaryDataFile()
  const { journal } = open(path)
  for (let n = 0; n < 20; n++) await journal.append([['thing', { id: 'same' }]])
  journal.compact([[['thing', { id: 'same' }]]])
  await journal.append([['thing', { id: 'new' }]])
  await journal.close()
  expect(readFileSync(path, 'utf8')).toBe('[["thing",{"id":"same"}]]\n[["thing",{"id":"new"}]]\n')
  const again = open(path)
  expect(again.lines).toHaveLength(2)
  await again.journal.close()
})
