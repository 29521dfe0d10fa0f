import type { ReactNode } from 'react'
import { cn } from './cn'
import { TONE_SOFT, type Tone } from './tone'

type BadgeProps = {
  tone?: Tone /** A dot before the words, for states. */
  dot?: boolean
  className?: string
  children: ReactNode
}

/** A word or two of state. */
export function Badge({ tone = 'neutral', dot, className, children }: BadgeProps) {
  return (
    <span
      className={cn(
        'inline-flex h-5.5 max-w-full items-center gap-1.5 rounded-full border px-2 text-xs font-medium whitespace-nowrap',
        TONE_SOFT[tone],
        className,
      )}
    >
      {dot && <span aria-hidden="true" className="size-1.5 shrink-0 rounded-full bg-current" />}
      <span className="truncate">{children}</span>
    </span>
  )
}
