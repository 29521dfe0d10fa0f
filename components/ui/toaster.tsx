'use client'

import { useTranslations } from 'next-intl'
import { useTheme } from 'next-themes'
import { Toaster as Sonner, type ToasterProps } from 'sonner'

/** Where toasts appear; mounted once, by the root layout. Call `toast` of `sonner` to show one. */
export function Toaster() {
  const t = useTranslations('ui')
  const { theme } = useTheme()
  return (
    <Sonner
      theme={theme as ToasterProps['theme']}
      position="bottom-right"
      containerAriaLabel={t('notifications')}
      offset={{ bottom: 'calc(1.25rem + var(--clock-room))' }}
      mobileOffset={{ bottom: 'calc(4.75rem + var(--clock-room) + env(safe-area-inset-bottom))' }}
      style={
        {
          '--normal-bg': 'var(--raised)',
          '--normal-text': 'var(--ink)',
          '--normal-border': 'var(--line)',
          '--border-radius': '0.75rem',
          fontFamily: 'inherit',
        } as React.CSSProperties
      }
      toastOptions={{
        classNames: { success: '[&_[data-icon]]:text-positive', error: '[&_[data-icon]]:text-danger' },
      }}
    />
  )
}
