'use client'

import { useTranslations } from 'next-intl'
import type { FormState } from '@/lib/auth/form-state'

/** Codes that say the same whichever field they are about. */
const CODES = ['invalid_credentials', 'email_taken', 'forbidden', 'rate_limited'] as const

/** Fields of the forms about accounts, for a value that is not as it has to be. */
const FIELDS = ['email', 'password', 'name', 'new_password', 'address'] as const

const SECONDS_PER_MINUTE = 60

/** Where a refusal belongs and how it reads in the visitor's language. */
export type RefusalWords = {
  /** The words for a field, if that field is at fault. */
  of: (field: string) => string | undefined
  /** The words for the form as a whole, if no field is named. */
  form: string | undefined
}

/** Puts the answer of an account form's action into words. */
export function useRefusalWords(state: FormState): RefusalWords {
  const t = useTranslations('auth.refusals')
  if (!state || state.ok) return { of: () => undefined, form: undefined }
  const { code, field, retryAfterSeconds = 0 } = state
  const minutes = Math.max(1, Math.ceil(retryAfterSeconds / SECONDS_PER_MINUTE))
  const known = CODES.find((one) => one === code)
  const about = FIELDS.find((one) => one === field)
  const words =
    field === 'current_password'
      ? t('current_password')
      : known
        ? t(known, { minutes })
        : about
          ? t(about)
          : t('other')
  return { of: (name) => (name === field ? words : undefined), form: field === undefined ? words : undefined }
}
