import { expect, test } from 'vitest'
import { apiDocument } from '@/app/api/v1/document'
import type { ApiChapter, ApiField } from '../operation'
import { readChapters } from '../read-chapters'
import { DESCRIPTIONS } from './descriptions'
import { FIELDS } from './fields'
import { inRussian } from './in-russian'
import { SUMMARIES } from './summaries'

const english = readChapters(apiDocument())

function fieldsOf(chapters: readonly ApiChapter[]): ApiField[] {
  return chapters
    .flatMap(({ operations }) => operations)
    .flatMap(({ parameters, body, answers }) => [
      ...parameters,
      ...(body?.fields ?? []),
      ...answers.flatMap(({ fields }) => fields),
    ])
}

function textsOf(chapters: readonly ApiChapter[]) {
  const operations = chapters.flatMap((chapter) => chapter.operations)
  const distinct = (texts: string[]) => [...new Set(texts)].filter((text) => text !== '').sort()
  return {
    summaries: distinct([...chapters.map(({ about }) => about), ...operations.map(({ summary }) => summary)]),
    descriptions: distinct(operations.map(({ description }) => description)),
    fields: distinct(fieldsOf(chapters).map(({ description }) => description)),
  }
}

const TABLES = { summaries: SUMMARIES, descriptions: DESCRIPTIONS, fields: FIELDS }

test('every text of the reference has its Russian words, and no words are left of a text that is gone', () => {
  const texts = textsOf(english)
  for (const [name, table] of Object.entries(TABLES)) {
    expect([name, Object.keys(table).sort()]).toEqual([name, texts[name as keyof typeof TABLES]])
  }
})

test('the Russian words are Russian, and name the same code and numbers', () => {
  const codeOf = (text: string) => (text.match(/`[^`]+`/g) ?? []).toSorted()
  const entries = Object.values(TABLES).flatMap((table) => Object.entries(table))
  for (const [text, words] of entries) {
    expect([text, codeOf(words)]).toEqual([text, codeOf(text)])
    if (text !== 'ISO 4217.') expect(words).toMatch(/[а-яё]/i)
    expect(words).not.toMatch(/\b(the|its?|of|what)\b/i)
    expect(words.endsWith('.')).toBe(text.endsWith('.'))
  }
})

test('types and bounds have no English word left but names', () => {
  const names = new Set(Object.keys(apiDocument().components.schemas))
  for (const { type, bounds = '' } of fieldsOf(inRussian(english))) {
    const latin = `${type} ${bounds}`.match(/[a-z]\w*/gi) ?? []
    const strange = latin.filter((word) => !names.has(word) && !LATIN.has(word))
    expect([type, bounds, strange]).toEqual([type, bounds, []])
  }
})

/** What stays as it is in any language. */
const LATIN = new Set(['id', 'null', 'true', 'false', 'URI', 'Bearer', 'all'])

test('nothing but the words is another one', () => {
  const bare = (chapters: readonly ApiChapter[]) =>
    chapters.map(({ slug, tag, operations }) => ({
      slug,
      tag,
      operations: operations.map(({ id, method, path, curl, scope, refusals, ...rest }) => ({
        ...{ id, method, path, curl, scope, refusals },
        fields: fieldsOf([
          { slug, tag, about: '', operations: [{ ...rest, id, method, path, curl, scope, refusals }] },
        ]).map(({ name, depth, required, choices }) => ({ name, depth, required, choices })),
      })),
    }))
  expect(bare(inRussian(english))).toEqual(bare(english))
})
