'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { toast } from 'sonner'
import { PasswordInput } from '@/components/auth/password-input'
import { useRefusalWords } from '@/components/auth/use-refusal-words'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { Field } from '@/components/ui/field'
import { useFocusInvalid } from '@/components/ui/use-focus-invalid'
import { useFormSubmit } from '@/components/ui/use-form-submit'
import { changePasswordAction } from '@/lib/auth/actions'
import type { FormState } from '@/lib/auth/form-state'

/** Changes the password of whoever knows the current one. */
export function PasswordForm({ email }: { email: string }) {
  const t = useTranslations('settings.password')
  const auth = useTranslations('auth')
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [changes, setChanges] = useState(0)
  const { state, pending, submit } = useFormSubmit<NonNullable<FormState>>(changePasswordAction, (answer) => {
    if (!answer?.ok) return
    setCurrent('')
    setNext('')
    setChanges((count) => count + 1)
    toast.success(t('changed'))
  })
  const refusal = useRefusalWords(state)
  const form = useFocusInvalid(state)
  return (
    <form ref={form} onSubmit={submit} className="flex max-w-md flex-col gap-5">
      {refusal.form && (
        <Callout tone="danger" role="alert">
          {refusal.form}
        </Callout>
      )}
      {/* Tells password managers whose password this is. */}
      <input type="hidden" name="username" autoComplete="username" value={email} />
      {/* New fields after each change: emptied ones would count as left out. */}
      <Field key={`current-${changes}`} label={t('current')} error={refusal.of('current_password')}>
        <PasswordInput
          name="current_password"
          autoComplete="current-password"
          value={current}
          onValueChange={setCurrent}
        />
      </Field>
      <Field
        key={`next-${changes}`}
        label={t('next')}
        hint={!refusal.of('new_password') && auth('passwordHint')}
        error={refusal.of('new_password')}
      >
        <PasswordInput name="new_password" autoComplete="new-password" value={next} onValueChange={setNext} />
      </Field>
      <Button type="submit" loading={pending} className="self-start">
        {t('submit')}
      </Button>
    </form>
  )
}
