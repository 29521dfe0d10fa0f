import { cn } from '@/components/ui/cn'

/** The sign of Hourglass: frame in the colour of the text, sand in the accent. Decorative; the name stands beside it. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" fill="none" aria-hidden="true" className={cn('size-6 shrink-0', className)}>
      <path
        d="M8.3 8h7.4L12 11.3zM8 19.6c.1-2.3 2-3.6 4-4.9 2 1.3 3.9 2.6 4 4.9z"
        className="fill-accent-strong"
      />
      <g stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" strokeLinejoin="round">
        <path d="M5 2.5h14M5 21.5h14" />
        <path d="M6.75 2.5v3.7c0 2.7 5.25 3.9 5.25 5.8s-5.25 3.1-5.25 5.8v3.7M17.25 2.5v3.7c0 2.7-5.25 3.9-5.25 5.8s5.25 3.1 5.25 5.8v3.7" />
      </g>
    </svg>
  )
}
