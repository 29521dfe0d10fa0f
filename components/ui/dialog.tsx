'use client'

import { Dialog as BaseDialog } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactElement, ReactNode } from 'react'
import { buttonClass } from './button-class'
import { BACKDROP_CLASS, DIALOG_CLASS } from './dialog-class'

type DialogProps = {
  /** The element that opens it, a `Button`; leave out when `open` is driven from outside. */
  trigger?: ReactElement
  title: ReactNode
  description?: ReactNode
  open?: boolean
  onOpenChange?: (open: boolean) => void
  children: ReactNode
}

/** A window over the page: centred on a desktop, a sheet from below on a phone. Focus stays in and then returns. */
export function Dialog({ trigger, title, description, open, onOpenChange, children }: DialogProps) {
  const t = useTranslations('ui')
  return (
    <BaseDialog.Root open={open} onOpenChange={(next) => onOpenChange?.(next)}>
      {trigger && <BaseDialog.Trigger render={trigger} />}
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className={BACKDROP_CLASS} />
        <BaseDialog.Popup className={DIALOG_CLASS}>
          <div className="flex items-start justify-between gap-4">
            <BaseDialog.Title className="text-lg/7 font-semibold tracking-[-0.012em]">
              {title}
            </BaseDialog.Title>
            <BaseDialog.Close
              aria-label={t('close')}
              className={buttonClass({ variant: 'ghost', size: 'icon-sm', className: '-mt-1 -mr-2' })}
            >
              <X aria-hidden="true" />
            </BaseDialog.Close>
          </div>
          {description && (
            <BaseDialog.Description className="mt-1 text-sm/6 text-muted">
              {description}
            </BaseDialog.Description>
          )}
          <div className="mt-5">{children}</div>
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  )
}

/** Closes the dialog around it; give it a `Button` to look like. */
export function DialogClose({ render }: { render: ReactElement }) {
  return <BaseDialog.Close render={render} />
}

/** The row of buttons at a dialog's end; the main one last. Full width and stacked on a phone. */
export function DialogActions({ children }: { children: ReactNode }) {
  return (
    <div className="mt-6 flex flex-col-reverse gap-2 sm:flex-row sm:justify-end max-sm:[&_button]:w-full">
      {children}
    </div>
  )
}
