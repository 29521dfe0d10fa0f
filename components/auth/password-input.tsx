'use client'

import { Eye, EyeOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'

type PasswordInputProps = {
  name: string
  /** What password managers go by. */
  autoComplete: 'current-password' | 'new-password'
  value: string
  onValueChange: (value: string) => void
}

/** A password to type, and a button that shows it. Inside a `Field` it finds its label, hint and error by itself. */
export function PasswordInput(props: PasswordInputProps) {
  const t = useTranslations('auth')
  const [shown, setShown] = useState(false)
  const Icon = shown ? EyeOff : Eye
  return (
    <span className="relative block">
      <Input
        {...props}
        type={shown ? 'text' : 'password'}
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        required
        className="pr-11"
      />
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label={shown ? t('hidePassword') : t('showPassword')}
        onClick={() => setShown(!shown)}
        className="absolute inset-y-1 right-1 my-auto sm:size-7.5"
      >
        <Icon aria-hidden="true" />
      </Button>
    </span>
  )
}
