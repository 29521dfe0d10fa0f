'use client'

import { type ReactElement, type ReactNode, useState } from 'react'
import { Dialog } from '@/components/ui/dialog'

type MadeDialogProps<Made> = {
  trigger: ReactElement
  /** What it is called, and what it says, while it asks; and of what was made. */
  words: (made: Made | null) => { title: string; description: string }
  /** The form. */
  ask: (onMade: (made: Made) => void) => ReactNode
  /** What was made. */
  show: (made: Made, close: () => void) => ReactNode
}

/** A dialog that asks for something, and then shows what was made of it: once, for it is gone with the dialog. */
export function MadeDialog<Made>({ trigger, words, ask, show }: MadeDialogProps<Made>) {
  const [open, setOpen] = useState(false)
  const [made, setMade] = useState<Made | null>(null)

  function change(next: boolean) {
    setOpen(next)
    if (next) setMade(null)
  }

  return (
    <Dialog open={open} onOpenChange={change} trigger={trigger} {...words(made)}>
      {made === null ? ask(setMade) : show(made, () => setOpen(false))}
    </Dialog>
  )
}
