import { readFileSync } from 'node:fs'
import path from 'node:path'

/** A command of a guide, with the answer that the guide shows below it. */
export type Step = { command: string; shown?: unknown }

/** The commands of a guide in their order. */
export function readSteps(guide: string): Step[] {
  const blocks = readBlocks(guide)
  return blocks.flatMap(({ lang, text }, index) => {
    const next = blocks[index + 1]
    if (lang !== 'sh') return []
    return [{ command: text, ...(next?.lang === 'json' ? { shown: JSON.parse(next.text) } : {}) }]
  })
}

/** The first block of a guide in a language, such as a program. */
export function readProgram(guide: string, lang: string): string {
  return readBlocks(guide).find((block) => block.lang === lang)?.text ?? ''
}

function readBlocks(guide: string): { lang: string; text: string }[] {
  const file = path.resolve(import.meta.dirname, '..', '..', 'docs', 'guides', 'en', `${guide}.md`)
  const text = readFileSync(file, 'utf8')
  return [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, lang = '', block = '']) => ({
    lang,
    text: block,
  }))
}
