import { useFormatter } from 'next-intl'

const MS_PER_SECOND = 1000
const MS_PER_MINUTE = 60 * MS_PER_SECOND
const MS_PER_HOUR = 60 * MS_PER_MINUTE

/** How long a run took: “420 ms”, “12.3 s”, “4.5 min”; a dash if that is not known. */
export function RunDuration({ ms }: { ms: number | null }) {
  const format = useFormatter()
  if (ms === null) return <span className="text-subtle">–</span>
  const [unit, unitMs] = unitOf(ms)
  return (
    <span className="whitespace-nowrap tabular-nums">
      {format.number(ms / unitMs, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 })}
    </span>
  )
}

function unitOf(ms: number): [unit: 'millisecond' | 'second' | 'minute' | 'hour', unitMs: number] {
  if (ms < MS_PER_SECOND) return ['millisecond', 1]
  if (ms < MS_PER_MINUTE) return ['second', MS_PER_SECOND]
  return ms < MS_PER_HOUR ? ['minute', MS_PER_MINUTE] : ['hour', MS_PER_HOUR]
}
