'use client'

import { Field } from '@base-ui/react/field'
import type { ComponentProps } from 'react'
import { cn } from './cn'
import { CONTROL_CLASS } from './control-class'

type TextareaProps = Pick<
  ComponentProps<'textarea'>,
  | 'id'
  | 'name'
  | 'autoComplete'
  | 'placeholder'
  | 'required'
  | 'disabled'
  | 'maxLength'
  | 'rows'
  | 'className'
  | 'aria-label'
> & { defaultValue?: string }

/** Several lines to type in. Inside a `Field` it finds its label, hint and error by itself. */
export function Textarea({ className, rows = 3, defaultValue, ...props }: TextareaProps) {
  const { maxLength, ...rest } = props
  return (
    <Field.Control
      {...rest}
      defaultValue={defaultValue}
      className={cn(CONTROL_CLASS, 'field-sizing-content min-h-20 resize-y px-3 py-2', className)}
      render={<textarea rows={rows} maxLength={maxLength} />}
    />
  )
}
