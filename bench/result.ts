/** What a benchmark found: a ratio against a yardstick measured in the same run, since machines are noisy. */
export type BenchResult = {
  name: string
  ratio: number
  target: number
  /** Which side of the target is good. */
  better: 'lower' | 'higher'
  /** What the figure is divided by, in words. */
  yardstick: string
  detail: Record<string, number | string>
}

/** The middle value: one slow sample on a noisy machine does not move it. */
export function median(samples: number[]): number {
  const sorted = samples.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}

/** Milliseconds that something takes. */
export async function timeMs(run: () => Promise<unknown>): Promise<number> {
  const begin = performance.now()
  await run()
  return performance.now() - begin
}

/** The value below which so much of the samples lies, such as 0.99. */
export function percentile(samples: number[], part: number): number {
  const sorted = samples.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0
}
