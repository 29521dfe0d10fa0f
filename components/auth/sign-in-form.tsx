'use client'

import { useTranslations } from 'next-intl'
import { useActionState, useState } from 'react'
import { Callout } from '@/components/ui/callout'
import { Field } from '@/components/ui/field'
import { SubmitButton } from '@/components/ui/submit-button'
import { useFocusInvalid } from '@/components/ui/use-focus-invalid'
import { signInAction } from '@/lib/auth/actions'
import type { DemoAccount } from './demo-accounts'
import { DemoSignIns } from './demo-sign-ins'
import { EmailField } from './email-field'
import { PasswordInput } from './password-input'
import { useRefusalWords } from './use-refusal-words'

type SignInFormProps = {
  /** Where to go afterwards; empty for the usual place. */
  callbackUrl: string
  /** Accounts of the demo to offer; none outside the sandbox. */
  demoAccounts: readonly DemoAccount[]
}

/** E-mail and password. What was typed stays when it is refused. */
export function SignInForm({ callbackUrl, demoAccounts }: SignInFormProps) {
  const t = useTranslations('auth')
  const [state, signIn] = useActionState(signInAction, null)
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const refusal = useRefusalWords(state)
  const form = useFocusInvalid(state)

  function fill(account: DemoAccount) {
    setEmail(account.email)
    setPassword(account.password)
  }

  return (
    <>
      <form ref={form} action={signIn} className="flex flex-col gap-4">
        {refusal.form && (
          <Callout tone="danger" role="alert">
            {refusal.form}
          </Callout>
        )}
        <input type="hidden" name="callbackUrl" value={callbackUrl} />
        <EmailField value={email} onValue={setEmail} error={refusal.of('email')} />
        <Field label={t('password')} error={refusal.of('password')}>
          <PasswordInput
            name="password"
            autoComplete="current-password"
            value={password}
            onValueChange={setPassword}
          />
        </Field>
        <SubmitButton className="mt-2 w-full">{t('signIn.submit')}</SubmitButton>
      </form>
      {demoAccounts.length > 0 && <DemoSignIns accounts={demoAccounts} onPick={fill} />}
    </>
  )
}
