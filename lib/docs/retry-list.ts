import { GAPS_S } from '@/lib/webhooks/retry-schedule'
import type { GuideLanguage } from './guides'

/** The gaps between the attempts at a webhook, as a line of text. */
export function retryList(language: GuideLanguage): string {
  const inWords = (seconds: number) => {
    const [amount, unit] =
      seconds < 60
        ? [seconds, 'second' as const]
        : seconds < 3600
          ? [seconds / 60, 'minute' as const]
          : [seconds / 3600, 'hour' as const]
    return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' }).format(amount)
  }
  return `> ${GAPS_S.map(inWords).join(' → ')}`
}
