'use client'

import { Select as BaseSelect } from '@base-ui/react/select'
import { Check, ChevronsUpDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from './cn'
import { CONTROL_CLASS, CONTROL_LINE_CLASS } from './control-class'
import { ITEM_CLASS, POPUP_CLASS } from './popup-class'

export type SelectItem = { value: string; label: string; detail?: ReactNode; disabled?: boolean }

type SelectProps = {
  items: readonly SelectItem[]
  name?: string
  value?: string
  defaultValue?: string
  onValueChange?: (value: string) => void
  placeholder?: string
  required?: boolean
  disabled?: boolean
  /** Needed where no `Field` gives it a label. */
  'aria-label'?: string
  className?: string
}

/** One choice of a list; sends `name` with the form. Inside a `Field` it finds its label, hint and error by itself. */
export function Select({ items, onValueChange, placeholder, className, ...props }: SelectProps) {
  const { 'aria-label': label, ...root } = props
  return (
    <BaseSelect.Root
      {...root}
      items={items}
      onValueChange={(value) => value !== null && onValueChange?.(value)}
    >
      <BaseSelect.Trigger
        aria-label={label}
        className={cn(
          CONTROL_CLASS,
          CONTROL_LINE_CLASS,
          'flex cursor-default items-center justify-between gap-3 text-left select-none',
          className,
        )}
      >
        <BaseSelect.Value placeholder={placeholder} className="truncate data-placeholder:text-subtle" />
        <BaseSelect.Icon className="text-subtle">
          <ChevronsUpDown className="size-4" />
        </BaseSelect.Icon>
      </BaseSelect.Trigger>
      <BaseSelect.Portal>
        <BaseSelect.Positioner sideOffset={6} alignItemWithTrigger={false} className="z-50 outline-hidden">
          <BaseSelect.Popup
            className={cn(POPUP_CLASS, 'max-h-(--available-height) min-w-(--anchor-width) overflow-y-auto')}
          >
            {items.map((item) => (
              <BaseSelect.Item
                key={item.value}
                value={item.value}
                disabled={item.disabled}
                className={cn(ITEM_CLASS, 'grid grid-cols-[1fr_auto_1rem]')}
              >
                <BaseSelect.ItemText>{item.label}</BaseSelect.ItemText>
                <span className="text-subtle tabular-nums">{item.detail}</span>
                <BaseSelect.ItemIndicator className="text-accent">
                  <Check className="size-4" />
                </BaseSelect.ItemIndicator>
              </BaseSelect.Item>
            ))}
          </BaseSelect.Popup>
        </BaseSelect.Positioner>
      </BaseSelect.Portal>
    </BaseSelect.Root>
  )
}
