import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser'
import { expect, test } from 'vitest'
import en from './messages/en.json'
import ru from './messages/ru.json'

type Tree = { [key: string]: string | Tree }

function flatten(tree: Tree, prefix = ''): [key: string, message: string][] {
  return Object.entries(tree).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' ? [[prefix + name, value]] : flatten(value, `${prefix}${name}.`),
  )
}

/** What a message takes: its arguments and tags, each with its kind, without repeats. */
function takes(elements: MessageFormatElement[]): string[] {
  const found = elements.flatMap((element): string[] => {
    if (element.type === TYPE.literal || element.type === TYPE.pound) return []
    const own = `${TYPE[element.type]} ${element.value}`
    if (element.type === TYPE.tag) return [own, ...takes(element.children)]
    if (element.type !== TYPE.plural && element.type !== TYPE.select) return [own]
    return [own, ...Object.values(element.options).flatMap((option) => takes(option.value))]
  })
  return [...new Set(found)].sort()
}

/** The plural categories each plural of a message spells out. */
function pluralOptions(elements: MessageFormatElement[]): string[][] {
  return elements.flatMap((element) => {
    if (element.type === TYPE.tag) return pluralOptions(element.children)
    if (element.type !== TYPE.plural && element.type !== TYPE.select) return []
    const inner = Object.values(element.options).flatMap((option) => pluralOptions(option.value))
    return element.type === TYPE.plural ? [Object.keys(element.options), ...inner] : inner
  })
}

const english = new Map(flatten(en))
const russian = new Map(flatten(ru))

test('both languages have the same messages', () => {
  expect([...russian.keys()].sort()).toEqual([...english.keys()].sort())
})

test.each([...english])('%s takes the same arguments in both languages', (key, message) => {
  expect(takes(parse(russian.get(key) ?? ''))).toEqual(takes(parse(message)))
})

test.each([...russian])('%s is written, and its Russian plurals know one, few and many', (_key, message) => {
  expect(message.trim()).toBe(message)
  expect(message).not.toBe('')
  for (const options of pluralOptions(parse(message))) {
    expect(options).toEqual(expect.arrayContaining(['one', 'few', 'many', 'other']))
  }
})
