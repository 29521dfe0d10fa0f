import { operation } from './operation'

/** The shared clock goes on by anything from a millisecond to hours, and now and then back, as clocks of servers do. */
export const moveClock = operation({
  kind: 'move-clock',
  weight: 12,
  aim: ({ dice }) => {
    const forwardMs = Number(dice.magnitude(7))
    return { args: { byMs: dice.chance(0.15) ? -dice.whole(1, 60_000) : forwardMs } }
  },
  perform: async ({ sql }, { byMs }) => {
    await sql`update sandbox_clock set frozen_at = frozen_at + ${byMs} * interval '1 millisecond'`
    return { ok: true }
  },
})
