'use client'

import { Tooltip as BaseTooltip } from '@base-ui/react/tooltip'
import type { ReactElement, ReactNode } from 'react'

type TooltipProps = {
  /** A few words. Nothing that can only be known from here: touch has no hover. */
  content: ReactNode
  /** The element it belongs to; it must take focus, as a `Button` or link does. */
  children: ReactElement
  side?: 'top' | 'bottom' | 'left' | 'right'
}

/** A short explanation on hover and focus. */
export function Tooltip({ content, children, side = 'top' }: TooltipProps) {
  return (
    <BaseTooltip.Root>
      <BaseTooltip.Trigger render={children} />
      <BaseTooltip.Portal>
        <BaseTooltip.Positioner side={side} sideOffset={6} className="z-50">
          <BaseTooltip.Popup className="max-w-64 rounded-control bg-ink px-2.5 py-1.5 text-xs/5 text-canvas shadow-pop transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0">
            {content}
          </BaseTooltip.Popup>
        </BaseTooltip.Positioner>
      </BaseTooltip.Portal>
    </BaseTooltip.Root>
  )
}
