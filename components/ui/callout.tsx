import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from './cn'
import { TONE_SOFT, TONE_TEXT, type Tone } from './tone'

const ICONS = {
  neutral: Info,
  accent: Info,
  info: Info,
  positive: CircleCheck,
  warning: TriangleAlert,
  danger: CircleAlert,
} satisfies Record<Tone, unknown>

type CalloutProps = {
  tone?: Tone
  title?: ReactNode
  children?: ReactNode
  /** A button or link at the end. */
  action?: ReactNode
  /** `alert` is read out at once (errors after a submit), `status` when there is time. */
  role?: 'alert' | 'status'
  className?: string
}

/** A note that belongs to the page: what went wrong, what to know, what to do. */
export function Callout({ tone = 'info', title, children, action, role, className }: CalloutProps) {
  const Icon = ICONS[tone]
  return (
    <div
      role={role}
      className={cn(
        'flex items-start gap-3 rounded-card border px-4 py-3.5 text-sm',
        TONE_SOFT[tone],
        className,
      )}
    >
      <Icon aria-hidden="true" className={cn('mt-0.5 size-4 shrink-0', TONE_TEXT[tone])} />
      <div className="flex min-w-0 flex-1 flex-col gap-x-6 gap-y-3 sm:flex-row sm:items-center sm:justify-between">
        <div className="min-w-0 text-ink">
          {title && <p className="font-medium">{title}</p>}
          {children && <div className={cn('leading-relaxed', title && 'mt-0.5 text-muted')}>{children}</div>}
        </div>
        {action && <div className="shrink-0">{action}</div>}
      </div>
    </div>
  )
}
