import { expect, test } from 'vitest'
import type { Paper } from './paper'
import { bytesOf, readPdf } from './read-pdf.fixture'
import { renderPaper } from './render-paper'

const paper: Paper = {
  lang: 'ru',
  title: 'Квитанция',
  subtitle: '№ 2026-000123',
  stamp: 'Тестовый режим',
  facts: [{ label: 'Оплачено', value: '1\u00a0342,00\u00a0₽' }],
  parties: [{ label: 'Плательщик', lines: ['ООО «Ромашка»', 'Ёлкина Ирина'] }],
  tables: [
    {
      title: 'Итоги',
      columns: [
        { label: 'Назначение', share: 3 },
        { label: 'Сумма', share: 1, align: 'end' },
      ],
      rows: [['Оплата подписки', '1\u00a0342,00\u00a0₽']],
      totals: [{ label: 'Всего', value: '1\u00a0342,00\u00a0₽', strong: true }],
    },
  ],
  notes: ['Вопросы: a@b.test'],
  pageOf: (page, pages) => `Страница ${page} из ${pages}`,
  writtenAt: new Date('2026-03-01T00:00:00.000Z'),
  fileName: 'receipt',
}

const render = (changes: Partial<Paper> = {}) => bytesOf(renderPaper({ ...paper, ...changes }))

test('a reader finds every word, in its order', async () => {
  expect(await readPdf(await render())).toEqual([
    'Тестовый режим Квитанция № 2026-000123 Оплачено 1 342,00 ₽ Плательщик ООО «Ромашка» Ёлкина Ирина Итоги ' +
      'Назначение Сумма Оплата подписки 1 342,00 ₽ Всего 1 342,00 ₽ Вопросы: a@b.test',
  ])
})

test('the same paper is the same file, byte for byte', async () => {
  const first = await render()
  expect(Buffer.from(await render()).equals(first)).toBe(true)
  expect(Buffer.from(await render({ subtitle: '№ 2026-000124' })).equals(first)).toBe(false)
})

test('the file says its language and title, and is small', async () => {
  const bytes = await render()
  const text = Buffer.from(bytes).toString('latin1')
  expect(text).toContain('/Lang (ru)')
  expect(text).toContain('/DisplayDocTitle true')
  expect(bytes.length).toBeLessThan(60_000)
})

test('a long table goes on over pages, its head on each, and they are numbered', async () => {
  const rows = Array.from({ length: 120 }, (_, index) => [`Строка ${index}`, `${index}`])
  const table = { ...paper.tables[0]!, rows }
  const pages = await readPdf(await render({ tables: [table] }))
  expect(pages.length).toBeGreaterThan(2)
  for (const [index, page] of pages.entries()) {
    expect(page).toContain('Назначение Сумма')
    expect(page).toContain(`Страница ${index + 1} из ${pages.length}`)
  }
  const found = pages.join(' ').match(/Строка \d+/g)
  expect(found).toEqual(rows.map(([label]) => label))
})

test('parties of many lines go on over pages, side by side, and what follows stands after the longest', async () => {
  const [from, to] = [60, 250].map((count) => Array.from({ length: count }, (_, line) => `${count}-${line}.`))
  const parties = [
    { label: 'От', lines: from! },
    // As a text with line breaks in it, which has to be turned like any other.
    { label: 'Кому', lines: [to!.join('\n')] },
  ]
  const pages = await readPdf(await render({ parties }))
  const lines = (of: string) => pages.map((page) => page.split(' ').filter((word) => word.startsWith(of)))
  expect(lines('60-').flat()).toEqual(from)
  expect(lines('250-').flat()).toEqual(to)
  expect(pages).toHaveLength(6)
  expect(lines('60-').map(({ length }) => length > 0)).toEqual([true, true, false, false, false, false])
  for (const page of lines('250-').slice(0, -1)) expect(page.length).toBeGreaterThan(30)
  for (const [index, page] of pages.entries()) {
    expect(page).toContain(`Страница ${index + 1} из ${pages.length}`)
    expect(page.includes('Итоги')).toBe(index === pages.length - 1)
  }
})

test('a party longer than the one after it does not draw the table into it', async () => {
  const lines = Array.from({ length: 60 }, (_, line) => `Строка ${line}`)
  const pages = await readPdf(await render({ parties: [{ label: 'От', lines }, paper.parties[0]!] }))
  expect(pages).toHaveLength(2)
  expect(pages[0]).toContain('Плательщик ООО «Ромашка»')
  expect(pages[0]).not.toContain('Итоги')
  expect(pages[1]).toMatch(/Строка 59 Итоги Назначение/)
})
