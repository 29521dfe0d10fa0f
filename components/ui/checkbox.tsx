import type { ComponentProps, ReactNode } from 'react'
import { cn } from './cn'

type CheckboxProps = Omit<ComponentProps<'input'>, 'type' | 'size'> & {
  label: ReactNode
  hint?: ReactNode
  /** `radio` makes it one of several with the same `name`. */
  type?: 'checkbox' | 'radio'
}

/** A box (or radio) with its label beside it; the whole line can be pressed. */
export function Checkbox({ label, hint, type = 'checkbox', className, ...props }: CheckboxProps) {
  return (
    <label className={cn('flex cursor-pointer items-start gap-3 py-1 text-sm', className)}>
      <input
        {...props}
        type={type}
        className="mt-0.5 size-4.5 shrink-0 cursor-pointer accent-solid sm:size-4"
      />
      <span className="min-w-0">
        <span className="font-medium text-ink">{label}</span>
        {hint && <span className="block text-[0.8125rem]/5 text-subtle">{hint}</span>}
      </span>
    </label>
  )
}
