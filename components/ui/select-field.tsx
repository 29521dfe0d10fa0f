import { type ComponentProps, useId } from 'react'
import { cn } from './cn'
import { NativeSelect } from './native-select'

type SelectFieldProps = ComponentProps<typeof NativeSelect> & {
  label: string
  /** Of the field as a whole; `selectClassName` is the select's own. */
  className?: string
  selectClassName?: string
}

/** The platform's own select under its label. */
export function SelectField({ label, className, selectClassName, ...props }: SelectFieldProps) {
  const id = useId()
  return (
    <div className={cn('flex min-w-0 flex-col gap-1.5', className)}>
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <NativeSelect {...props} id={id} className={selectClassName} />
    </div>
  )
}
