import { useFormatter } from 'next-intl'

const MS_PER_SECOND = 1000

/** How long a run took: “420 ms”, “12.3 s”; a dash if that is not known. */
export function RunDuration({ ms }: { ms: number | null }) {
  const format = useFormatter()
  if (ms === null) return <span className="text-subtle">–</span>
  const unit = ms < MS_PER_SECOND ? 'millisecond' : 'second'
  const value = ms < MS_PER_SECOND ? ms : ms / MS_PER_SECOND
  return (
    <span className="whitespace-nowrap tabular-nums">
      {format.number(value, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 })}
    </span>
  )
}
