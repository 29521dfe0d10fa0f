import { createDice } from './dice'

/** Somebody is killed once so many of the round's steps are over, and so much later. */
export type Kill = { afterSteps: number; laterMs: number } & (
  | { what: 'worker'; slot: number }
  | { what: 'postgres'; downMs: number }
)

/** When whom: decided by the seed, spread over the first four fifths of a round. */
export function planKills(
  seed: number,
  round: number,
  of: { workers: number; steps: number; workerKills: number; postgresKills: number },
): Kill[] {
  const dice = createDice(seed, 'kills', round)
  const when = () => ({
    afterSteps: dice.whole(Math.ceil(of.workers * of.steps * 0.1), Math.floor(of.workers * of.steps * 0.8)),
    laterMs: dice.whole(0, 30),
  })
  const workers = Array.from({ length: of.workerKills }, (): Kill => {
    return { ...when(), what: 'worker', slot: dice.whole(0, of.workers - 1) }
  })
  const servers = Array.from({ length: of.postgresKills }, (): Kill => {
    return { ...when(), what: 'postgres', downMs: dice.whole(0, 300) }
  })
  return [...workers, ...servers].sort((a, b) => a.afterSteps - b.afterSteps)
}
