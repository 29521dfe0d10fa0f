import { expect } from '@playwright/test'

/** What is another one each time. */
const VARIES = new Set(['id', 'confirmation_url', 'setup_url', 'now', 'frozen'])

/** Holds an answer against what the guide shows of it: shortened, and else the same. */
export function expectShown(answer: unknown, shown: unknown, place = 'the answer'): void {
  if (Array.isArray(shown)) {
    shown.forEach((one, index) => {
      expectShown((answer as unknown[])?.[index], one, `${place}[${index}]`)
    })
  } else if (typeof shown === 'object' && shown !== null) {
    for (const [key, value] of Object.entries(shown)) {
      const given = (answer as Record<string, unknown> | undefined)?.[key]
      if (VARIES.has(key)) expect(typeof given, `${place}.${key}`).toBe(typeof value)
      else expectShown(given, value, `${place}.${key}`)
    }
  } else {
    expect(answer, place).toEqual(shown)
  }
}
