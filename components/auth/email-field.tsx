import { useTranslations } from 'next-intl'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'

type EmailFieldProps = { value: string; onValue: (value: string) => void; error: string | undefined }

/** The address one signs in with; password managers know it as the user's name. */
export function EmailField({ value, onValue, error }: EmailFieldProps) {
  const t = useTranslations('auth')
  return (
    <Field label={t('email')} error={error}>
      <Input
        name="email"
        type="email"
        autoComplete="username"
        required
        value={value}
        onValueChange={onValue}
      />
    </Field>
  )
}
