'use client'

import type { Appearance } from '@stripe/stripe-js'
import { useMemo, useSyncExternalStore } from 'react'

/**
 * The page's own colours for Stripe's form. It may live in a frame that does not see our style sheet, so the values
 * are read off the page, and again when the theme changes.
 */
export function useStripeAppearance(): Appearance {
  const isDark = useSyncExternalStore(watchTheme, readTheme, () => false)
  return useMemo(() => appearance(isDark), [isDark])
}

function watchTheme(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange)
  observer.observe(document.documentElement, { attributeFilter: ['class'] })
  return () => observer.disconnect()
}

function readTheme(): boolean {
  return document.documentElement.classList.contains('dark')
}

function appearance(isDark: boolean): Appearance {
  const style = typeof window === 'undefined' ? undefined : getComputedStyle(document.documentElement)
  const value = (name: string) => style?.getPropertyValue(name).trim() || undefined
  const [surface, ink, subtle, accent] = ['--surface', '--ink', '--subtle', '--accent-strong'].map(value)
  const control = value('--control')
  const danger = value('--danger')
  return {
    theme: isDark ? 'night' : 'stripe',
    variables: {
      fontFamily: [value('--font-geist-sans'), 'system-ui', 'sans-serif'].filter(Boolean).join(', '),
      fontSizeBase: '15px',
      borderRadius: '7px',
      spacingUnit: '4px',
      ...(accent && { colorPrimary: accent }),
      ...(surface && { colorBackground: surface }),
      ...(ink && { colorText: ink }),
      ...(subtle && { colorTextSecondary: subtle, colorTextPlaceholder: subtle }),
      ...(danger && { colorDanger: danger }),
    },
    rules: {
      '.Input': { boxShadow: 'none', ...(control && { border: `1px solid ${control}` }) },
      '.Label': { fontWeight: '500', fontSize: '14px', ...(ink && { color: ink }) },
    },
  }
}
