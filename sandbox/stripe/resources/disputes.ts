import type Stripe from 'stripe'
import { route } from '../call'
import { EXPAND, LIST_PARAMS, listObjects } from '../list-objects'
import { boolean, clearable, hash, metadata, type Params, string } from '../params'
import type { Changes } from '../store'
import { invalidRequest, noSuch } from '../stripe-error'
import type { Work } from '../work'
import { mergeMetadata } from './merge-metadata'
import { closeDispute, EVIDENCE_TEXTS } from './open-dispute'

const EVIDENCE: Params = Object.fromEntries(EVIDENCE_TEXTS.map((name) => [name, clearable(20_000)]))
const UPDATE = { ...EXPAND, evidence: hash(EVIDENCE), metadata: metadata(), submit: boolean() }

/** The texts by which a tester tells the bank how to decide, as Stripe documents them. */
const VERDICTS: Record<string, 'won' | 'lost'> = { winning_evidence: 'won', losing_evidence: 'lost' }

function findDispute(changes: Changes, id: string): Stripe.Dispute {
  const dispute = changes.get('dispute', id)
  if (!dispute) throw noSuch('dispute', id, 'id', 404)
  return dispute
}

function refuseIfClosed(dispute: Stripe.Dispute): void {
  if (dispute.status === 'won' || dispute.status === 'lost') {
    throw invalidRequest('This dispute is already closed.', undefined, 'intent_invalid_state')
  }
}

function submitEvidence(work: Work, dispute: Stripe.Dispute): void {
  const verdict = VERDICTS[dispute.evidence.uncategorized_text ?? '']
  dispute.evidence_details.submission_count++
  dispute.status = 'under_review'
  work.changes.put('dispute', dispute)
  work.emit('charge.dispute.updated', dispute)
  if (verdict) closeDispute(work, dispute, verdict)
}

/** The calls about disputes. */
export const disputeRoutes = [
  route(
    'GET',
    '/v1/disputes',
    'secret',
    { ...LIST_PARAMS, charge: string(), payment_intent: string() },
    ({ work, params }) => {
      const disputes = work.changes
        .all('dispute')
        .filter(
          (dispute) =>
            (params.charge === undefined || dispute.charge === params.charge) &&
            (params.payment_intent === undefined || dispute.payment_intent === params.payment_intent),
        )
      return listObjects('dispute', '/v1/disputes', disputes, params)
    },
  ),
  route('GET', '/v1/disputes/:id', 'secret', EXPAND, ({ work, id }) => findDispute(work.changes, id)),
  route('POST', '/v1/disputes/:id', 'secret', UPDATE, ({ work, params, id }) => {
    const dispute = findDispute(work.changes, id)
    dispute.metadata = mergeMetadata(dispute.metadata, params.metadata)
    if (params.evidence) {
      refuseIfClosed(dispute)
      Object.assign(dispute.evidence, params.evidence)
      dispute.evidence_details.has_evidence = true
      if (params.submit !== false) submitEvidence(work, dispute)
    }
    work.changes.put('dispute', dispute)
    return dispute
  }),
  route('POST', '/v1/disputes/:id/close', 'secret', EXPAND, ({ work, id }) => {
    const dispute = findDispute(work.changes, id)
    refuseIfClosed(dispute)
    closeDispute(work, dispute, 'lost')
    return dispute
  }),
]
