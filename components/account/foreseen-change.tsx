'use client'

import { previewResume, previewStop } from '@/app/_actions/subscriptions'
import { RatePreview } from './rate-preview'
import { SubscriptionRefusal } from './subscription-refusal'
import { usePreview } from './use-preview'

const LOOKUPS = { stop: previewStop, resume: previewResume }

type ForeseenChangeProps = { change: keyof typeof LOOKUPS; subscriptionId: string; currency: string }

/** What stopping or resuming a subscription will come to, inside the dialog that asks for it. */
export function ForeseenChange({ change, subscriptionId, currency }: ForeseenChangeProps) {
  const preview = usePreview(LOOKUPS[change], { subscription: subscriptionId })
  return (
    <div className="flex flex-col gap-4">
      {preview?.ok !== false && <RatePreview preview={preview?.data ?? null} />}
      <SubscriptionRefusal refusal={preview?.ok === false ? preview : null} currency={currency} />
    </div>
  )
}
