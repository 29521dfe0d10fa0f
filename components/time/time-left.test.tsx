import { NextIntlClientProvider } from 'next-intl'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { formats } from '@/app/_i18n/formats'
import en from '@/app/_i18n/messages/en.json'
import ru from '@/app/_i18n/messages/ru.json'
import { DAY_MS } from '@/lib/time'
import { TimeLeft } from './time-left'

const NOW = new Date('2026-11-22T20:37:00.000Z')

function show(untilMs: bigint | number | null, locale: 'en' | 'ru' = 'en'): string {
  const messages = locale === 'en' ? en : ru
  return renderToStaticMarkup(
    <NextIntlClientProvider locale={locale} messages={messages} formats={formats} timeZone="UTC">
      <TimeLeft untilMs={untilMs} now={NOW} />
    </NextIntlClientProvider>,
  ).replaceAll(/<[^>]+>/g, '')
}

test('the end is told as an instant with its zone and as a distance', () => {
  expect(show(NOW.getTime() + 3 * DAY_MS)).toBe('Lasts until Nov 25, 2026, 20:37 UTC (in 3 days)')
  expect(show(BigInt(NOW.getTime() + 3 * DAY_MS), 'ru')).toMatch(
    /^Хватит до 25 нояб\. 2026 г\., 20:37 UTC \(через 3 дн/,
  )
})

test('no end, an end that has come, and one beyond the calendar have words of their own', () => {
  expect(show(null)).toBe(en.time.nothingRuns)
  expect(show(NOW.getTime())).toBe(en.time.ranOut)
  expect(show(NOW.getTime() - 1)).toBe(en.time.ranOut)
  expect(show(NOW.getTime() + 1)).toContain('Lasts until')
  expect(show(BigInt(NOW.getTime()) + 101n * 365n * BigInt(DAY_MS))).toBe(en.time.lastsForAges)
  expect(show(10n ** 30n)).toBe(en.time.lastsForAges)
})
