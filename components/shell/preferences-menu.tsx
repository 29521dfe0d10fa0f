'use client'

import { Languages } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Menu } from '@/components/ui/menu'
import { PreferenceChoices } from './preference-choices'

/** Language and theme for visitors who are not signed in. */
export function PreferencesMenu() {
  const t = useTranslations('shell')
  return (
    <Menu
      trigger={
        <Button variant="ghost" size="icon" aria-label={t('preferences')}>
          <Languages aria-hidden="true" />
        </Button>
      }
    >
      <PreferenceChoices />
    </Menu>
  )
}
