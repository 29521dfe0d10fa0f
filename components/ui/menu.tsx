'use client'

import { Menu as BaseMenu } from '@base-ui/react/menu'
import { Check } from 'lucide-react'
import Link from 'next/link'
import type { ReactElement, ReactNode } from 'react'
import { cn } from './cn'
import { ITEM_CLASS, POPUP_CLASS } from './popup-class'

type MenuProps = {
  /** The element that opens it, a `Button` with a label or `aria-label`. */
  trigger: ReactElement
  children: ReactNode
  align?: 'start' | 'center' | 'end'
  side?: 'top' | 'bottom'
  className?: string
}

/** A list of things to do, opened by a button. */
export function Menu({ trigger, children, align = 'end', side = 'bottom', className }: MenuProps) {
  return (
    <BaseMenu.Root modal={false}>
      <BaseMenu.Trigger render={trigger} />
      <BaseMenu.Portal>
        <BaseMenu.Positioner align={align} side={side} sideOffset={6} className="z-50 outline-hidden">
          <BaseMenu.Popup
            className={cn(POPUP_CLASS, 'max-h-(--available-height) min-w-52 overflow-y-auto', className)}
          >
            {children}
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  )
}

type MenuItemProps = {
  icon?: ReactNode
  onSelect: () => void
  danger?: boolean
  disabled?: boolean
  children: ReactNode
}

/** A line of a menu that does something. */
export function MenuItem({ icon, onSelect, danger, disabled, children }: MenuItemProps) {
  return (
    <BaseMenu.Item onClick={onSelect} disabled={disabled} className={cn(ITEM_CLASS, danger && 'text-danger')}>
      {icon}
      {children}
    </BaseMenu.Item>
  )
}

/** A line of a menu that goes somewhere. */
export function MenuLink({ icon, href, children }: { icon?: ReactNode; href: string; children: ReactNode }) {
  return (
    <BaseMenu.LinkItem render={<Link href={href} />} closeOnClick className={ITEM_CLASS}>
      {icon}
      {children}
    </BaseMenu.LinkItem>
  )
}

type MenuChoiceProps = {
  label: ReactNode
  value: string | undefined
  onChange: (value: string) => void
  items: readonly { value: string; label: ReactNode; lang?: string }[]
}

/** A named group of a menu in which exactly one line is chosen. */
export function MenuChoice({ label, value, onChange, items }: MenuChoiceProps) {
  return (
    <BaseMenu.RadioGroup value={value} onValueChange={(next) => onChange(next as string)}>
      <BaseMenu.Group>
        <BaseMenu.GroupLabel className="px-2.5 pt-1.5 pb-1 text-xs font-medium text-subtle">
          {label}
        </BaseMenu.GroupLabel>
        {items.map((item) => (
          <BaseMenu.RadioItem
            key={item.value}
            value={item.value}
            lang={item.lang}
            closeOnClick
            className={cn(ITEM_CLASS, 'justify-between')}
          >
            {item.label}
            <BaseMenu.RadioItemIndicator className="text-accent">
              <Check className="size-4" />
            </BaseMenu.RadioItemIndicator>
          </BaseMenu.RadioItem>
        ))}
      </BaseMenu.Group>
    </BaseMenu.RadioGroup>
  )
}

export function MenuSeparator() {
  return <BaseMenu.Separator className="mx-1 my-1.5 h-px bg-line" />
}
