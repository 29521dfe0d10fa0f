'use client'

import { type ReactElement, useState } from 'react'
import { toast } from 'sonner'
import { Dialog } from '@/components/ui/dialog'
import { DialogForm, type DialogFormProps } from './dialog-form'

type FormDialogProps<T> = Omit<DialogFormProps<T>, 'onDone'> & {
  trigger: ReactElement
  title: string
  description: string
  /** Said once it is done and the dialog has closed. */
  successMessage: string
  onDone?: (data: T) => void
}

/** A dialog that asks for something: a form that closes it when it is done, and says so. */
export function FormDialog<T>({
  trigger,
  title,
  description,
  successMessage,
  onDone,
  ...form
}: FormDialogProps<T>) {
  const [open, setOpen] = useState(false)

  function done(data: T) {
    setOpen(false)
    toast.success(successMessage)
    onDone?.(data)
  }

  return (
    <Dialog open={open} onOpenChange={setOpen} trigger={trigger} title={title} description={description}>
      <DialogForm {...form} onDone={done} />
    </Dialog>
  )
}
