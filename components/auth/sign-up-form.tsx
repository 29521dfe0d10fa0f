'use client'

import { useTranslations } from 'next-intl'
import { useActionState, useState } from 'react'
import { Callout } from '@/components/ui/callout'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { SubmitButton } from '@/components/ui/submit-button'
import { useFocusInvalid } from '@/components/ui/use-focus-invalid'
import { signUpAction } from '@/lib/auth/actions'
import { EmailField } from './email-field'
import { PasswordInput } from './password-input'
import { useRefusalWords } from './use-refusal-words'

/** Name, e-mail and password of a new account. What was typed stays when it is refused. */
export function SignUpForm({ callbackUrl }: { callbackUrl: string }) {
  const t = useTranslations('auth')
  const [state, signUp] = useActionState(signUpAction, null)
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const refusal = useRefusalWords(state)
  const form = useFocusInvalid(state)
  return (
    <form ref={form} action={signUp} className="flex flex-col gap-4">
      {refusal.form && (
        <Callout tone="danger" role="alert">
          {refusal.form}
        </Callout>
      )}
      <input type="hidden" name="callbackUrl" value={callbackUrl} />
      <Field label={t('name')} optional error={refusal.of('name')}>
        <Input name="name" autoComplete="name" maxLength={100} value={name} onValueChange={setName} />
      </Field>
      <EmailField value={email} onValue={setEmail} error={refusal.of('email')} />
      <Field
        label={t('password')}
        hint={!refusal.of('password') && t('passwordHint')}
        error={refusal.of('password')}
      >
        <PasswordInput
          name="password"
          autoComplete="new-password"
          value={password}
          onValueChange={setPassword}
        />
      </Field>
      <SubmitButton className="mt-2 w-full">{t('signUp.submit')}</SubmitButton>
    </form>
  )
}
