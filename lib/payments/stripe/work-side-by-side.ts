/**
 * Does one piece of work after another until there is none, several at the same time. A piece that says `stop` ends it
 * for all: where Stripe is away, asking about the rest would only take longer.
 * @param takeNext takes up a piece of work and does it.
 * @returns how many pieces were done.
 */
export async function workSideBySide(
  workers: number,
  takeNext: () => Promise<'done' | 'none' | 'stop'>,
): Promise<number> {
  let done = 0
  let isOver = false
  const work = async () => {
    while (!isOver) {
      const outcome = await takeNext()
      if (outcome === 'done') done += 1
      else if (outcome === 'stop') isOver = true
      if (outcome !== 'done') return
    }
  }
  await Promise.all(Array.from({ length: workers }, work))
  return done
}
