'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useTheme } from 'next-themes'
import { MenuChoice, MenuSeparator } from '@/components/ui/menu'
import { useSetLocale } from './use-set-locale'

/** Each language in its own name, so that it is found by those who read no other. */
const LANGUAGES = [
  { value: 'en', label: 'English', lang: 'en' },
  { value: 'ru', label: 'Русский', lang: 'ru' },
]

/** The lines of a menu that choose language and theme. */
export function PreferenceChoices() {
  const t = useTranslations('shell')
  const { theme, setTheme } = useTheme()
  const setLocale = useSetLocale()
  return (
    <>
      <MenuChoice label={t('language')} value={useLocale()} onChange={setLocale} items={LANGUAGES} />
      <MenuSeparator />
      <MenuChoice
        label={t('theme')}
        value={theme}
        onChange={setTheme}
        items={[
          { value: 'system', label: t('themeSystem') },
          { value: 'light', label: t('themeLight') },
          { value: 'dark', label: t('themeDark') },
        ]}
      />
    </>
  )
}
