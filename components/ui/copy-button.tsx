'use client'

import { Check, Copy } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { toast } from 'sonner'
import { Button, type ButtonProps } from './button'

const SHOW_DONE_MS = 1_600

type CopyButtonProps = Pick<ButtonProps, 'variant' | 'size' | 'className'> & {
  text: string
  /** Words on the button; without them it is an icon alone. */
  label?: string
}

/** Puts a text on the clipboard and says that it did. */
export function CopyButton({ text, label, variant = 'ghost', size, className }: CopyButtonProps) {
  const t = useTranslations('ui')
  const [done, setDone] = useState(false)

  useEffect(() => {
    if (!done) return
    const timer = setTimeout(() => setDone(false), SHOW_DONE_MS)
    return () => clearTimeout(timer)
  }, [done])

  async function copy() {
    try {
      await navigator.clipboard.writeText(text)
      setDone(true)
    } catch {
      // The clipboard is closed to pages served over plain HTTP from another host.
      toast.error(t('copyFailed'))
    }
  }

  const name = done ? t('copied') : t('copy')
  return (
    <Button
      variant={variant}
      size={size ?? (label ? 'sm' : 'icon-sm')}
      className={className}
      onClick={copy}
      aria-label={label ? undefined : name}
    >
      {done ? <Check aria-hidden="true" className="text-positive" /> : <Copy aria-hidden="true" />}
      {label && (done ? t('copied') : label)}
      <span role="status" className="sr-only">
        {done ? t('copied') : ''}
      </span>
    </Button>
  )
}
