import { cookies, headers } from 'next/headers'
import { getRequestConfig } from 'next-intl/server'
import { formats } from './formats'
import { isLocale, LOCALE_COOKIE, negotiateLocale } from './locales'

/** What next-intl asks for once a request: language, messages, formats and the zone that times are shown in. */
export default getRequestConfig(async ({ locale: asked }) => {
  const locale = isLocale(asked) ? asked : await visitorLocale()
  const { default: messages } = await import(`./messages/${locale}.json`)
  return { locale, messages, formats, timeZone: 'UTC' }
})

async function visitorLocale() {
  const chosen = (await cookies()).get(LOCALE_COOKIE)?.value
  return isLocale(chosen) ? chosen : negotiateLocale((await headers()).get('accept-language'))
}
