import { ERROR_STATUS } from '@/lib/errors'
import { ERROR_WORDS } from './error-words'
import type { GuideLanguage } from './guides'

const HEAD: Record<GuideLanguage, string> = {
  en: '| Code | Status | What it means, and what to do |',
  ru: '| Код | Статус | Что это значит и что делать |',
}

/** Every code that the API can answer with, as a table in Markdown. */
export function errorTable(language: GuideLanguage): string {
  const statuses = Object.entries({ ...ERROR_STATUS, internal_error: 500 })
  const rows = statuses.map(([code, status]) => {
    const words = ERROR_WORDS[code as keyof typeof ERROR_WORDS]
    return `| \`${code}\` | ${status} | ${words[language]} |`
  })
  return [HEAD[language], '|---|---|---|', ...rows].join('\n')
}
