import Link from 'next/link'
import { Mark } from './mark'

/** Sign and name, leading home. */
export function Wordmark({ href }: { href: string }) {
  return (
    <Link href={href} className="inline-flex min-h-9 items-center gap-2 rounded-control pr-1 text-ink">
      <Mark />
      <span className="text-[1.0625rem] font-semibold tracking-[-0.025em]">Hourglass</span>
    </Link>
  )
}
