'use client'

import { Play, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { CallForm } from './call-form'
import type { TriedOperation } from './send-call'

type TryCallProps = {
  operation: TriedOperation
  /** The call's name, to tell its form from the others. */
  name: string
  /** Real money moves here. */
  live: boolean
  signedIn: boolean
}

/** Opens a form that makes the call, to this very installation. */
export function TryCall({ name, ...props }: TryCallProps) {
  const t = useTranslations('tryCall')
  const [open, setOpen] = useState(false)
  return (
    <div className="mt-3">
      <Button
        variant={open ? 'ghost' : 'secondary'}
        size="sm"
        aria-expanded={open}
        aria-label={t(open ? 'closeNamed' : 'tryNamed', { name })}
        onClick={() => setOpen(!open)}
      >
        {open ? <X aria-hidden="true" /> : <Play aria-hidden="true" />}
        {t(open ? 'close' : 'try')}
      </Button>
      {open && <CallForm {...props} name={name} />}
    </div>
  )
}
