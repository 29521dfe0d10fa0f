'use client'

import { Switch as Primitive } from '@base-ui/react/switch'
import { type ReactNode, useId } from 'react'
import { cn } from './cn'

type SwitchProps = {
  label: ReactNode
  hint?: ReactNode
  checked: boolean
  onChange: (checked: boolean) => void
  disabled?: boolean
  className?: string
}

/** Something that is on or off and takes effect at once; the whole line can be pressed. */
export function Switch({ label, hint, checked, onChange, disabled = false, className }: SwitchProps) {
  const id = useId()
  return (
    <div className={cn('flex items-start justify-between gap-6 text-sm', className)}>
      <div className="min-w-0">
        <label htmlFor={id} className="cursor-pointer font-medium text-ink">
          {label}
        </label>
        {hint && (
          <p id={`${id}-hint`} className="mt-0.5 text-[0.8125rem]/5 text-pretty text-muted">
            {hint}
          </p>
        )}
      </div>
      <Primitive.Root
        id={id}
        checked={checked}
        onCheckedChange={onChange}
        disabled={disabled}
        aria-describedby={hint ? `${id}-hint` : undefined}
        className={cn(
          'relative mt-0.5 h-6 w-10.5 shrink-0 cursor-pointer rounded-full border border-control bg-sunken transition-colors',
          'data-checked:border-solid data-checked:bg-solid data-disabled:cursor-not-allowed data-disabled:opacity-50',
          // Fingers get a taller target than the drawn track.
          'after:absolute after:-inset-2.5',
        )}
      >
        <Primitive.Thumb
          className={cn(
            'absolute top-0.75 left-0.75 size-4 rounded-full bg-control transition-transform',
            'data-checked:translate-x-4.5 data-checked:bg-on-solid',
          )}
        />
      </Primitive.Root>
    </div>
  )
}
