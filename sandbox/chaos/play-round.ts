import { setTimeout as sleep } from 'node:timers/promises'
import { planKills } from './plan-kills'
import type { ChaosServer } from './postgres/chaos-server'
import { startSlots } from './slots'
import type { World } from './world'

/** How much happens in a round. */
export type RoundSize = {
  workers: number
  /** Steps of each worker's plan. */
  steps: number
  workerKills: number
  postgresKills: number
}

/** Who was killed in a round, and what went wrong with the workers themselves. */
export type RoundResult = { workersKilled: number; postgresKilled: number; findings: string[] }

/**
 * One round: every slot's plan is played to its end, by as many processes as it takes, while workers and PostgreSQL
 * are killed as the seed has it. When it is over nobody is at work any more.
 * @param of.other the folder of another checkout, which every second worker runs.
 */
export async function playRound(
  server: ChaosServer,
  world: World,
  of: { round: number; size: RoundSize; other?: string | undefined },
): Promise<RoundResult> {
  const { round, size, other } = of
  const slots = startSlots(server, world, { round, workers: size.workers, steps: size.steps, other })
  const result = { workersKilled: 0, postgresKilled: 0 }
  try {
    for (const kill of planKills(world.seed, round, size)) {
      while (!slots.isOver() && slots.stepsOver() < kill.afterSteps) await slots.news()
      if (slots.isOver()) break
      await sleep(kill.laterMs)
      if (kill.what === 'worker') {
        if (await slots.kill(kill.slot)) result.workersKilled += 1
      } else {
        await server.kill()
        result.postgresKilled += 1
        await sleep(kill.downMs)
        await server.start()
      }
    }
    const findings = await slots.ended
    await server.settle()
    return { ...result, findings }
  } finally {
    slots.stop()
    await slots.ended
  }
}
