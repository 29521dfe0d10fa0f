import './globals.css'

import { GeistMono } from 'geist/font/mono'
import { GeistSans } from 'geist/font/sans'
import type { Metadata, Viewport } from 'next'
import { NextIntlClientProvider } from 'next-intl'
import { getLocale, getMessages, getTranslations } from 'next-intl/server'
import { ThemeProvider } from 'next-themes'
import { type ReactNode, Suspense } from 'react'
import { SandboxClock } from '@/app/_clock/sandbox-clock'
import { Toaster } from '@/components/ui/toaster'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('meta')
  return {
    title: { default: t('title'), template: '%s · Hourglass' },
    description: t('description'),
  }
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  viewportFit: 'cover',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#faf9f6' },
    { media: '(prefers-color-scheme: dark)', color: '#121110' },
  ],
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const locale = await getLocale()
  // The landing page and the documentation are rendered on the server: their texts need not travel as data too.
  const { site: _site, docs: _docs, ...clientMessages } = await getMessages()
  return (
    // next-themes sets the theme's class before the first paint, ahead of hydration.
    <html lang={locale} className={`${GeistSans.variable} ${GeistMono.variable}`} suppressHydrationWarning>
      <body className="min-h-dvh font-sans">
        <ThemeProvider attribute="class" disableTransitionOnChange>
          <NextIntlClientProvider messages={clientMessages}>
            {children}
            <Toaster />
            <Suspense>
              <SandboxClock />
            </Suspense>
          </NextIntlClientProvider>
        </ThemeProvider>
      </body>
    </html>
  )
}
