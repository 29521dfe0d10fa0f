'use client'

import { Input as BaseInput } from '@base-ui/react/input'
import type { ComponentProps, ReactNode } from 'react'
import { cn } from './cn'
import { CONTROL_CLASS, CONTROL_LINE_CLASS } from './control-class'

type InputProps = Omit<ComponentProps<'input'>, 'prefix' | 'size' | 'value' | 'defaultValue'> & {
  value?: string
  defaultValue?: string
  onValueChange?: (value: string) => void
  /** Shown inside at the end, as a unit: “RUB”, “per hour”. Say it in the label or hint too. */
  suffix?: ReactNode
  /** Digits of equal width, for money and numbers. */
  numeric?: boolean
}

/** A line to type in. Inside a `Field` it finds its label, hint and error by itself. */
export function Input({ className, suffix, numeric, ...props }: InputProps) {
  const look = cn(CONTROL_CLASS, CONTROL_LINE_CLASS, numeric && 'tabular-nums', suffix && 'pr-16', className)
  if (!suffix) return <BaseInput {...props} className={look} />
  return (
    <span className="relative block">
      <BaseInput {...props} className={look} />
      <span
        aria-hidden="true"
        className="pointer-events-none absolute inset-y-0 right-3 flex items-center text-sm text-subtle"
      >
        {suffix}
      </span>
    </span>
  )
}
