import { cn } from './cn'

/** One bar: its height as a part of the tallest, 0 to 100, and what hovering says. */
type Bar = { id: string; percent: number; title: string }

type BarChartProps = {
  bars: readonly Bar[]
  /** What the whole of it says: shapes are not read out, and hovering is not for everyone. */
  label: string
  className?: string
}

/** Amounts side by side, the last of them, which is not over yet, in a stronger colour. A bar of nothing is a thin line. */
export function BarChart({ bars, label, className }: BarChartProps) {
  return (
    <div role="img" aria-label={label} className={cn('flex items-end gap-0.5', className)}>
      {bars.map(({ id, percent, title }, index) => (
        <div key={id} title={title} className="group flex h-full flex-1 items-end">
          <div
            className={cn(
              'w-full rounded-t-[2px] transition-colors group-hover:bg-accent',
              percent === 0
                ? 'bg-line-strong'
                : index === bars.length - 1
                  ? 'bg-accent-strong'
                  : 'bg-accent-line',
            )}
            style={{ height: percent === 0 ? 1 : `max(${percent}%, 2px)` }}
          />
        </div>
      ))}
    </div>
  )
}
