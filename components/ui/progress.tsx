import { cn } from './cn'
import { TONE_FILL, type Tone } from './tone'

type ProgressProps = {
  /** From 0 to 100. */
  percent: number
  /** What it measures, to those who cannot see it. */
  label: string
  tone?: Tone
  className?: string
}

/** A bar that is filled so far. */
export function Progress({ percent, label, tone = 'accent', className }: ProgressProps) {
  const filled = Math.min(100, Math.max(0, percent))
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuenow={Math.round(filled)}
      aria-valuemin={0}
      aria-valuemax={100}
      className={cn('h-1.5 overflow-hidden rounded-full bg-line', className)}
    >
      <div
        className={cn('h-full rounded-full transition-[width] duration-500', TONE_FILL[tone])}
        style={{ width: `${filled}%` }}
      />
    </div>
  )
}
