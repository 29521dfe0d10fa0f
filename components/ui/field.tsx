'use client'

import { Field as BaseField } from '@base-ui/react/field'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { cn } from './cn'

type FieldProps = {
  label: ReactNode
  /** What to know before typing. */
  hint?: ReactNode
  /** What is wrong with what was typed; marks the control invalid and is read out with it. */
  error?: ReactNode
  /** Says “optional” beside the label. */
  optional?: boolean
  /** Keeps the label for screen readers only. */
  hideLabel?: boolean
  className?: string
  /** One control: `Input`, `Textarea`, `Select` or `NativeSelect`. */
  children: ReactNode
}

/** A labelled control with its hint and error, wired to each other for assistive technology. */
export function Field({ label, hint, error, optional, hideLabel, className, children }: FieldProps) {
  const t = useTranslations('ui')
  const hasError = Boolean(error)
  return (
    <BaseField.Root invalid={hasError} className={cn('flex min-w-0 flex-col gap-1.5', className)}>
      <BaseField.Label className={cn('text-sm font-medium text-ink', hideLabel && 'sr-only')}>
        {label}
        {optional && <span className="font-normal text-subtle"> {t('optional')}</span>}
      </BaseField.Label>
      {children}
      {hint && (
        <BaseField.Description className="text-[0.8125rem]/5 text-subtle">{hint}</BaseField.Description>
      )}
      {hasError && (
        <BaseField.Error match={true} className="text-[0.8125rem]/5 font-medium text-danger">
          {error}
        </BaseField.Error>
      )}
    </BaseField.Root>
  )
}
