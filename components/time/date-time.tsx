import { useFormatter } from 'next-intl'
import { cn } from '@/components/ui/cn'

type DateTimeProps = {
  value: Date | string
  /** `instant` to the minute, `precise` to the millisecond, `short` without the year, `day` without the time. */
  format?: 'instant' | 'precise' | 'short' | 'day'
  className?: string
}

/** An instant in the reader's language, its zone named; hovering shows it to the millisecond. */
export function DateTime({ value, format = 'instant', className }: DateTimeProps) {
  const formatter = useFormatter()
  const instant = new Date(value)
  return (
    <time
      dateTime={instant.toISOString()}
      title={formatter.dateTime(instant, 'precise')}
      className={cn('tabular-nums', className)}
    >
      {formatter.dateTime(instant, format)}
    </time>
  )
}
