import type Stripe from 'stripe'
import { route } from '../call'
import { EXPAND, hasAsked, LIST_PARAMS, listObjects } from '../list-objects'
import { boolean, clearable, hash, metadata, type Params, string, unsupported } from '../params'
import { invalidRequest } from '../stripe-error'
import type { Work } from '../work'
import { changedFields } from './changed-fields'
import { EVIDENCE_FILES, EVIDENCE_TEXTS, findDispute, isClosed, isInquiry } from './dispute-record'
import { mergeMetadata } from './merge-metadata'
import { closeDispute, escalateInquiry, type Verdict } from './open-dispute'

const EVIDENCE: Params = {
  ...Object.fromEntries(EVIDENCE_TEXTS.map((name) => [name, clearable(20_000)])),
  ...Object.fromEntries(EVIDENCE_FILES.map((name) => [name, unsupported()])),
  appeal: unsupported(),
  enhanced_evidence: unsupported(),
}
const UPDATE = {
  ...EXPAND,
  evidence: hash(EVIDENCE),
  metadata: metadata(),
  submit: boolean(),
  intended_submission_method: unsupported(),
}

/** The texts by which a tester tells the bank how to decide, as Stripe documents them. */
const VERDICTS: Record<string, Verdict | 'escalated'> = {
  winning_evidence: 'won',
  losing_evidence: 'lost',
  escalate_inquiry_evidence: 'escalated',
}

function refuseIfClosed(dispute: Stripe.Dispute): void {
  if (!isClosed(dispute)) return
  throw invalidRequest('This dispute is already closed.', undefined, 'intent_invalid_state')
}

function submitEvidence(work: Work, dispute: Stripe.Dispute): void {
  const asked = isInquiry(dispute)
  dispute.evidence_details.submission_count++
  dispute.evidence_details.submission_method = 'manual'
  dispute.status = asked ? 'warning_under_review' : 'under_review'
  work.changes.put('dispute', dispute)
  work.emit('charge.dispute.updated', dispute)
  const verdict = VERDICTS[dispute.evidence.uncategorized_text ?? '']
  if (verdict === 'escalated') {
    if (asked) escalateInquiry(work, dispute)
  } else if (verdict) closeDispute(work, dispute, asked ? 'warning_closed' : verdict)
}

/** The calls about disputes. */
export const disputeRoutes = [
  route(
    'GET',
    '/v1/disputes',
    'secret',
    { ...LIST_PARAMS, charge: string(), payment_intent: string() },
    ({ work, params }) => {
      const asked = hasAsked<Stripe.Dispute>(params, 'charge', 'payment_intent')
      return listObjects('dispute', '/v1/disputes', work.changes.all('dispute'), params, asked)
    },
  ),
  route('GET', '/v1/disputes/:id', 'secret', EXPAND, ({ work, id }) => findDispute(work.changes, id)),
  route('POST', '/v1/disputes/:id', 'secret', UPDATE, ({ work, params, id }) => {
    const dispute = findDispute(work.changes, id)
    const before = structuredClone(dispute)
    if (params.evidence ?? params.submit) refuseIfClosed(dispute)
    dispute.metadata = mergeMetadata(dispute.metadata, params.metadata)
    if (params.evidence) {
      Object.assign(dispute.evidence, params.evidence)
      dispute.evidence_details.has_evidence = true
    }
    work.changes.put('dispute', dispute)
    const isSubmitted = params.submit ?? params.evidence !== undefined
    if (isSubmitted && dispute.evidence_details.has_evidence) submitEvidence(work, dispute)
    else work.emit('charge.dispute.updated', dispute, changedFields(before, dispute))
    return dispute
  }),
  route('POST', '/v1/disputes/:id/close', 'secret', EXPAND, ({ work, id }) => {
    const dispute = findDispute(work.changes, id)
    refuseIfClosed(dispute)
    closeDispute(work, dispute, isInquiry(dispute) ? 'warning_closed' : 'lost')
    return dispute
  }),
]
