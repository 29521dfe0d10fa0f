import type { formats } from './formats'
import type { Locale as AppLocale } from './locales'
import type messages from './messages/en.json'

// Makes the compiler refuse a message key, a format or a language that does not exist.
declare module 'next-intl' {
  interface AppConfig {
    Locale: AppLocale
    Messages: typeof messages
    Formats: typeof formats
  }
}
