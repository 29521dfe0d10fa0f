import { cn } from '@/components/ui/cn'
import { TONE_SOFT, type Tone } from '@/components/ui/tone'

const TONES: Record<string, Tone> = { GET: 'info', POST: 'positive', PATCH: 'warning', DELETE: 'danger' }

/** The method of a call, in its colour. */
export function MethodBadge({ method, className }: { method: string; className?: string }) {
  return (
    <span
      className={cn(
        'inline-flex h-5 w-14 shrink-0 items-center justify-center rounded-[0.3rem] border font-mono text-[0.6875rem] font-semibold',
        TONE_SOFT[TONES[method] ?? 'neutral'],
        className,
      )}
    >
      {method}
    </span>
  )
}
