import { setTimeout as sleep } from 'node:timers/promises'
import { classifyError } from './classify-error'
import { createDice } from './dice'
import type { Attempt, End, Intent, Journal } from './journal'
import { OPERATIONS } from './operations'
import type { AnyOperation, Hands, Outcome, Scene } from './operations/operation'
import type { World } from './world'

/** The part of a round that one worker plays. */
export type Part = {
  round: number
  slot: number
  /** Counts the processes that have held the slot, from 0. */
  generation: number
  /** Steps of the slot's plan, [firstStep, endStep). */
  firstStep: number
  endStep: number
  /** Steps at the same time. */
  lanes: number
}

type Play = { world: World; part: Part; hands: Hands; journal: Journal }

/** A client that gets no answer asks again for as long as this; a database is back sooner. */
const PATIENCE_MS = 120_000

/**
 * Plays a part: first what the slot's killed predecessors were about when they died, as a client would that never
 * heard an answer, then its own steps.
 * @param onProgress is told how many steps of the slot's plan are over.
 */
export async function playSteps(
  play: Play & { unanswered: Attempt[]; onProgress: (steps: number) => void },
): Promise<void> {
  const { part, unanswered, onProgress } = play
  const again = unanswered.filter(({ effect }) => effect && 'once' in effect && effect.once)
  const redo = again.map((attempt) => () => {
    const { stepId, kind, args, asOf, effect } = attempt
    return perform(play, { stepId: `${stepId}+${part.generation}`, kind, args, asOf, effect })
  })
  let next = part.firstStep
  let over = part.firstStep
  const lane = async () => {
    for (let task = redo.shift(); task; task = redo.shift()) await task()
    while (next < part.endStep) {
      await playStep(play, next++)
      onProgress(++over)
    }
  }
  await Promise.all(Array.from({ length: part.lanes }, lane))
}

async function playStep(play: Play, step: number): Promise<void> {
  const { world, part, hands } = play
  const { round, slot } = part
  const dice = createDice(world.seed, 'step', round, slot, step)
  const operation = drawOperation(dice.whole(1, TOTAL_WEIGHT))
  const jitterMs = dice.chance(0.75) ? dice.whole(0, 2_000) : -dice.whole(0, 120_000)
  const stepId = `${round}.${slot}.${step}`
  const scene: Omit<Scene, 'asOf' | 'dice'> = {
    world,
    sql: hands.sql,
    stepId,
    round,
    sharedDice: (...path) => createDice(world.seed, 'shared', round, ...path),
  }
  // Aiming only reads, so after a lost connection it begins again, with the same dice.
  const aimed = await untilAnswered(async () => {
    const asOf = new Date((await readClock(hands)) + jitterMs)
    const aim = await operation.aim({ ...scene, asOf, dice: createDice(world.seed, 'aim', stepId) })
    return aim && { ...aim, asOf }
  })
  if (!aimed) return
  const { args, effect, asOf } = aimed
  await perform(play, { stepId, kind: operation.kind, args, asOf: asOf.toISOString(), effect })
}

/** Does what the intent says, and writes it down before and after. */
async function perform({ hands, journal }: Play, intent: Intent): Promise<void> {
  const operation = OPERATIONS.find(({ kind }) => kind === intent.kind)
  if (!operation) throw new Error(`BUG: there is no operation ${intent.kind}`)
  const isRepeatable = intent.effect && 'once' in intent.effect && intent.effect.once
  const { stepId } = intent
  journal.intend(intent)
  const deadline = Date.now() + PATIENCE_MS
  for (let retried = false; ; ) {
    const end = await attempt(operation, hands, intent)
    const goesOn = end.verdict === 'conflict' || (end.verdict === 'lost' && isRepeatable)
    if (!goesOn || Date.now() > deadline) {
      const { verdict, ...said } = end
      // A conflict that never ends is one that somebody should look at.
      const ending = verdict === 'lost' ? 'unknown' : verdict === 'conflict' ? 'failed' : verdict
      return journal.end({ stepId, ending, ...said, retried })
    }
    if (end.verdict === 'lost') retried = true
    await sleep(20 + Math.random() * 80)
  }
}

type Tried = Pick<End, 'row' | 'why'> & {
  verdict: 'acknowledged' | ReturnType<typeof classifyError>['verdict']
}

async function attempt(operation: AnyOperation, hands: Hands, { args, asOf }: Intent): Promise<Tried> {
  try {
    const outcome: Outcome = await operation.perform(hands, args, new Date(asOf))
    return outcome.ok
      ? { verdict: 'acknowledged', row: outcome.row }
      : { verdict: 'refused', why: outcome.why }
  } catch (error) {
    return classifyError(error)
  }
}

async function untilAnswered<T>(read: () => Promise<T>): Promise<T> {
  for (const deadline = Date.now() + PATIENCE_MS; ; ) {
    try {
      return await read()
    } catch (error) {
      if (classifyError(error).verdict !== 'lost' || Date.now() > deadline) throw error
      await sleep(20 + Math.random() * 80)
    }
  }
}

/** The domain's clock, in milliseconds since the epoch. */
async function readClock({ sql }: Hands): Promise<number> {
  const [row] = await sql`select (extract(epoch from app_now()) * 1000)::bigint::text as ms`
  return Number(row?.ms)
}

const TOTAL_WEIGHT = OPERATIONS.reduce((sum, { weight }) => sum + weight, 0)

function drawOperation(drawn: number): AnyOperation {
  let left = drawn
  for (const operation of OPERATIONS) {
    left -= operation.weight
    if (left <= 0) return operation
  }
  throw new Error('BUG: the weights do not add up')
}
