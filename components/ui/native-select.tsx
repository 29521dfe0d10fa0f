import { ChevronDown } from 'lucide-react'
import type { ComponentProps } from 'react'
import { cn } from './cn'
import { CONTROL_CLASS, CONTROL_LINE_CLASS } from './control-class'

type NativeSelectProps = Omit<ComponentProps<'select'>, 'children' | 'size'> & {
  items: readonly { value: string; label: string; disabled?: boolean }[]
}

/**
 * The platform's own select: needs no script and opens the phone's picker. For filters in a GET form.
 * Give it an `aria-label`, or a `<label>` through `id`.
 */
export function NativeSelect({ items, className, ...props }: NativeSelectProps) {
  return (
    <span className="relative block">
      <select {...props} className={cn(CONTROL_CLASS, CONTROL_LINE_CLASS, 'appearance-none pr-9', className)}>
        {items.map((item) => (
          <option key={item.value} value={item.value} disabled={item.disabled}>
            {item.label}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 right-3 size-4 -translate-y-1/2 text-subtle"
      />
    </span>
  )
}
