'use client'

import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { toast } from 'sonner'
import type { Action, ActionState } from '@/app/_actions/user-action'
import type { Locale } from '@/app/_i18n/locales'
import { useRefusalWords } from '@/components/auth/use-refusal-words'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/native-select'
import { useFormSubmit } from '@/components/ui/use-form-submit'

type ProfileFormProps = {
  action: Action<{ locale: Locale }>
  name: string
  locale: Locale
}

/** A user's own name and language. */
export function ProfileForm({ action, name, locale }: ProfileFormProps) {
  const t = useTranslations('settings.profile')
  const languageId = useId()
  const { state, pending, submit } = useFormSubmit<NonNullable<ActionState<{ locale: Locale }>>>(
    action,
    // Another language says by itself that it was saved, and these words would be in the one before.
    (answer) => answer?.ok && answer.data.locale === locale && toast.success(t('saved')),
  )
  const refusal = useRefusalWords(state)
  return (
    <form onSubmit={submit} className="flex max-w-md flex-col gap-5">
      {refusal.form && (
        <Callout tone="danger" role="alert">
          {refusal.form}
        </Callout>
      )}
      <Field label={t('name')} hint={t('nameHint')} error={refusal.of('name')}>
        <Input name="name" autoComplete="name" maxLength={100} defaultValue={name} />
      </Field>
      <div className="flex flex-col gap-1.5">
        <label htmlFor={languageId} className="text-sm font-medium">
          {t('language')}
        </label>
        <NativeSelect
          id={languageId}
          name="locale"
          defaultValue={locale}
          items={[
            { value: 'en', label: 'English' },
            { value: 'ru', label: 'Русский' },
          ]}
        />
      </div>
      <Button type="submit" loading={pending} className="self-start">
        {t('save')}
      </Button>
    </form>
  )
}
