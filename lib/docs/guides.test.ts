import { readdirSync } from 'node:fs'
import path from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { apiDocument } from '@/app/api/v1/document'
import { operationPath } from '@/components/shell/paths'
import * as settings from '@/lib/env'
import { TEST_CARDS } from '@/sandbox/stripe/test-cards'
import { GUIDES, type GuideLanguage, type GuideSlug, isGuideSlug } from './guides'
import { readChapters } from './read-chapters'
import { headingsOf, readGuide, readText } from './read-guide'

afterEach(() => {
  vi.restoreAllMocks()
})

const LANGUAGES = ['en', 'ru'] as const
const every = GUIDES.flatMap((slug) => LANGUAGES.map((language) => ({ slug, language })))

const calls = new Set(
  readChapters(apiDocument()).flatMap(({ slug, operations }) =>
    operations.map(({ id }) => operationPath(slug, id)),
  ),
)

const codeOf = (text: string) => [...text.matchAll(/^```\w*\n[\s\S]*?^```$/gm)].map(([block]) => block)
const levelsOf = (text: string) =>
  text
    .replace(/^```[\s\S]*?^```$/gm, '')
    .split('\n')
    .flatMap((line) => /^#+(?= )/.exec(line)?.[0] ?? [])
const madeOf = (text: string) => [...text.matchAll(/<!--.*?-->/g)].map(([mark]) => mark)
const linksOf = (text: string) => [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, to]) => to)
const cellsOf = (text: string) =>
  text.split('\n').flatMap((line) => (line.startsWith('|') ? line.split('|').length : []))

test.each(LANGUAGES)('the guides are those of the list, in %s', (language) => {
  const folder = path.resolve('docs', 'guides', language)
  expect(readdirSync(folder).sort()).toEqual(GUIDES.map((slug) => `${slug}.md`).sort())
})

test.each(GUIDES)('%s is built alike in both languages', async (slug) => {
  const [en, ru] = await Promise.all([readText(slug, 'en'), readText(slug, 'ru')])
  expect(headingsOf(en).length).toBeGreaterThan(0)
  expect(levelsOf(ru)).toEqual(levelsOf(en))
  expect(codeOf(ru)).toEqual(codeOf(en))
  expect(madeOf(ru)).toEqual(madeOf(en))
  expect(linksOf(ru)).toEqual(linksOf(en))
  expect(cellsOf(ru)).toEqual(cellsOf(en))
})

test.each(every)('$slug ($language) reads as it is meant', async ({ slug, language }) => {
  const guide = await readGuide(slug, language)
  expect(guide.title).not.toMatch(/[#`]/)
  // It stands in cards, which are links themselves.
  expect(guide.lead).not.toMatch(/\]\(|\n/)
  expect(guide.body).not.toContain('<!--')
  expect(guide.anchors).toHaveLength(headingsOf(guide.body).length)
  expect(new Set(guide.anchors).size).toBe(guide.anchors.length)
  for (const anchor of guide.anchors) expect(anchor).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  if (language === 'ru') expect(headingsOf(guide.body).join()).toMatch(/[а-я]/i)
})

test.each(every)('$slug ($language) links to pages that exist', async ({ slug, language }) => {
  for (const to of linksOf(await readText(slug, language))) {
    const named = /^\/docs\/guides\/(.+)$/.exec(to ?? '')?.[1]
    const isKnown = named
      ? isGuideSlug(named)
      : calls.has(to ?? '') || /^(https:\/\/|\/(api-keys|cards|settings|webhooks)$)/.test(to ?? '')
    expect([to, isKnown]).toEqual([to, true])
  }
})

const bodyOf = async (slug: GuideSlug, language: GuideLanguage) => (await readGuide(slug, language)).body

test('what is made from the code is there', async () => {
  for (const language of LANGUAGES) {
    const errors = await bodyOf('errors', language)
    expect(errors).toMatch(/\| `insufficient_funds` \| 402 \| .{20,} \|/)
    expect(errors).toMatch(/\| `internal_error` \| 500 \| .{20,} \|/)
    const webhooks = await bodyOf('webhooks', language)
    expect(webhooks).toMatch(/\| `balance\.low` \| .{20,} \| `hours`, `depletes_at`, /)
    // Ten attempts have nine gaps between them.
    expect(/^> 5 .*24 .*$/m.exec(webhooks)?.[0].split('→')).toHaveLength(9)
  }
})

test('the addresses are those of the installation, and of a sandbox where only a sandbox will do', async () => {
  const before = settings.env()
  const here = { ...before, APP_URL: 'https://pay.example', STRIPE_API_BASE: undefined }
  const spy = vi.spyOn(settings, 'env').mockReturnValue({ ...here, HOURGLASS_SANDBOX: false })
  expect(await bodyOf('requests', 'en')).toContain('https://pay.example/api/v1/balance')
  expect(await bodyOf('requests', 'en')).not.toContain('127.0.0.1')
  expect(await bodyOf('quick-start', 'en')).toContain('http://127.0.0.1:8000/api/v1/payment')
  spy.mockReturnValue({ ...here, HOURGLASS_SANDBOX: true, STRIPE_API_BASE: 'http://127.0.0.1:8401' })
  expect(await bodyOf('quick-start', 'en')).toContain('https://pay.example/api/v1/payment')
  expect(await bodyOf('testing', 'ru')).toContain('`http://127.0.0.1:8401`')
})

test('the test cards are cards of the sandbox', async () => {
  const known = new Set(Object.values(TEST_CARDS).map(({ number }) => number))
  for (const { slug, language } of every) {
    const text = await readText(slug, language)
    for (const [shown] of text.matchAll(/\d{4} \d{4} \d{4} \d{4}/g)) {
      expect([shown, known.has(shown.replaceAll(' ', ''))]).toEqual([shown, true])
    }
  }
})
