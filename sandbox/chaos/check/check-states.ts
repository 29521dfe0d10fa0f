import type { Attempt } from '../journal'
import type { StateEffect } from '../operations/operation'
import type { History } from './history'

type Subscription = History['subscriptions'][number]
type StateAttempt = Attempt & { effect: Exclude<StateEffect, { state: 'released' }> }

/** What was acknowledged to be stopped is stopped, and the last change of each subscription was not lost. */
export function checkStates(history: History, attempts: Attempt[]): string[] {
  const calls = attempts.filter(
    (attempt): attempt is StateAttempt => attempt.effect !== undefined && 'subscriptionId' in attempt.effect,
  )
  return history.subscriptions.flatMap((subscription) => {
    const own = calls.filter(({ effect }) => effect.subscriptionId === subscription.id)
    return [...checkStopped(subscription, own), ...checkName(subscription, own)]
  })
}

function checkStopped({ id, status }: Subscription, calls: StateAttempt[]): string[] {
  const stops = calls.filter(({ effect }) => effect.state === 'canceled')
  const isStopped = status === 'canceled'
  if (isStopped && stops.every(({ end }) => end?.ending === 'refused')) {
    return [`subscription ${id} is stopped, and nobody stopped it`]
  }
  const acknowledged = stops.find(({ end }) => end?.ending === 'acknowledged')
  return acknowledged && !isStopped
    ? [`subscription ${id} is ${status}, and ${acknowledged.stepId} stopped it`]
    : []
}

/** A name is a register: what it holds was written by a change after which no acknowledged one began. */
function checkName({ id, name }: Subscription, calls: StateAttempt[]): string[] {
  const changes = calls.flatMap(({ effect, ...call }) =>
    effect.state === 'named' ? [{ ...call, ...effect }] : [],
  )
  const acknowledged = changes.filter(({ end }) => end?.ending === 'acknowledged')
  const writer = changes.find((change) => change.name === name && change.end?.ending !== 'refused')
  if (name !== '' && !writer) return [`subscription ${id} is named ${name}, and nobody named it so`]
  const endedAt = name === '' ? 0n : writer?.endedAt
  // One whose end is unknown may have taken effect at any time.
  if (endedAt === undefined || (writer && writer.end?.ending !== 'acknowledged')) return []
  const lost = acknowledged.find((change) => change.begunAt > endedAt)
  return lost ? [`subscription ${id}: the change ${lost.stepId} was acknowledged, and is lost`] : []
}
