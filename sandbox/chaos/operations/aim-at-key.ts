import type { Dice } from '../dice'
import type { Scene } from './operation'

/** Keys that all workers of a round share, for each kind of operation. */
const SHARED_KEYS = 12

/**
 * A key to act with: mostly the step's own, else one that other steps of the round use too, at the same time or later.
 * @returns with it the dice to draw the arguments by, which are the same for all who use the key.
 */
export function aimAtKey(scene: Scene, kind: string): { key: string; dice: Dice; shared: boolean } {
  if (!scene.dice.chance(0.35)) return { key: `${kind}:${scene.stepId}`, dice: scene.dice, shared: false }
  const number = scene.dice.whole(1, SHARED_KEYS)
  return {
    key: `${kind}:shared:${scene.round}:${number}`,
    dice: scene.sharedDice(kind, number),
    shared: true,
  }
}
