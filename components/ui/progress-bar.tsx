import { cn } from './cn'
import { TONE_FILL, type Tone } from './tone'

type ProgressBarProps = {
  /** 0 to 100. */
  percent: number
  /** What it is the progress of, and how far it came: bars are not read out by their width. */
  label: string
  tone?: Tone
  className?: string
}

/** How far something came. The words beside it say the same. */
export function ProgressBar({ percent, label, tone = 'info', className }: ProgressBarProps) {
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuenow={percent}
      aria-valuemin={0}
      aria-valuemax={100}
      className={cn('h-1.5 w-full min-w-24 overflow-hidden rounded-full bg-sunken', className)}
    >
      <div
        className={cn('h-full rounded-full transition-[width] duration-500', TONE_FILL[tone])}
        style={{ width: `${percent}%` }}
      />
    </div>
  )
}
