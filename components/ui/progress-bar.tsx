import { cn } from './cn'
import { TONE_FILL, type Tone } from './tone'

type ProgressBarProps = {
  /** What is under way, for those who cannot see the bar. */
  label: string
  /** How it stands, in words: read out in place of a percentage. */
  valueText: string
  done: number
  /** Above zero. */
  total: number
  tone?: Tone
  className?: string
}

/** How much of something is done. The words beside it say the same. */
export function ProgressBar({ label, valueText, done, total, tone = 'accent', className }: ProgressBarProps) {
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuetext={valueText}
      aria-valuemin={0}
      aria-valuemax={total}
      aria-valuenow={done}
      className={cn('h-1.5 w-full overflow-hidden rounded-full bg-line', className)}
    >
      <div
        className={cn('h-full rounded-full transition-[width] duration-500', TONE_FILL[tone])}
        style={{ width: `${(100 * done) / total}%` }}
      />
    </div>
  )
}
