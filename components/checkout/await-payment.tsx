'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect, useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'

const POLL_MS = 2_000

/** A minute of asking; after that the payer asks when they like, or leaves: the credit comes all the same. */
const MAX_POLLS = 30

/** Asks again how a payment under way stands, every two seconds, until the page around it has an answer. */
export function AwaitPayment() {
  const t = useTranslations('pay')
  const router = useRouter()
  const [isAsking, startAsking] = useTransition()
  const [polls, setPolls] = useState(0)
  const isOver = polls >= MAX_POLLS

  useEffect(() => {
    if (isOver || isAsking) return
    const timer = setTimeout(() => {
      setPolls(polls + 1)
      startAsking(() => router.refresh())
    }, POLL_MS)
    return () => clearTimeout(timer)
  }, [router, polls, isOver, isAsking])

  if (!isOver) return null
  return (
    <>
      <p role="status" className="w-full text-sm/6 text-muted">
        {t('takesLong')}
      </p>
      <Button variant="secondary" loading={isAsking} onClick={() => setPolls(0)}>
        {t('askAgain')}
      </Button>
    </>
  )
}
