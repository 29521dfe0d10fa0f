import { createFormatter, createTranslator } from 'next-intl'
import { formats } from './formats'
import type { Locale } from './locales'
import en from './messages/en.json'
import ru from './messages/ru.json'

const MESSAGES = { en, ru }

/** Words and formats in a language of choice rather than the visitor's: for documents, which have one of their own. */
export function wordsIn(locale: Locale) {
  // Both languages have the same messages, which a test holds; only their texts differ.
  const messages = MESSAGES[locale] as typeof en
  return {
    locale,
    t: createTranslator({ locale, messages, namespace: 'paper' }),
    types: createTranslator({ locale, messages, namespace: 'transactions' }),
    format: createFormatter({ locale, formats, timeZone: 'UTC' }),
  }
}

/** What a document is written with. */
export type Words = ReturnType<typeof wordsIn>
