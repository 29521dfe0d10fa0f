import { benchBillingLoop } from './billing-loop'
import { benchBillingRun } from './billing-run'
import { benchChargeStatement } from './charge-statement'
import { benchChargesCoalesced } from './charges-coalesced'
import type { BenchResult } from './result'
import { type ScratchServer, startScratchServer } from './scratch-server'

/** Each measures one thing, which may have more than one figure, on a server of its own. */
const BENCHMARKS: Record<string, (server: ScratchServer) => Promise<BenchResult[]>> = {
  'billing-run-10000': async (server) => [await benchBillingRun(server, 10_000)],
  'billing-run-100000': async (server) => [await benchBillingRun(server, 100_000)],
  'billing-loop': async (server) => [await benchBillingLoop(server)],
  'charge-statement': benchChargeStatement,
  'charges-coalesced': benchChargesCoalesced,
}

/** `npm run bench [-- name…]`: each as a ratio against its yardstick in the same run; the last line is JSON. */
async function main(): Promise<void> {
  const asked = process.argv.slice(2)
  const unknown = asked.filter((name) => !(name in BENCHMARKS))
  if (unknown.length > 0) {
    throw new Error(
      `There is no benchmark ${unknown.join(', ')}; there are ${Object.keys(BENCHMARKS).join(', ')}.`,
    )
  }
  const results: BenchResult[] = []
  for (const [name, run] of Object.entries(BENCHMARKS)) {
    if (asked.length > 0 && !asked.includes(name)) continue
    const server = await startScratchServer()
    try {
      for (const result of await run(server)) {
        results.push(result)
        const bound = result.better === 'lower' ? '≤' : '≥'
        console.log(
          `${result.name}: ${result.ratio.toFixed(2)} (target ${bound} ${result.target}) against ${result.yardstick}`,
        )
      }
    } finally {
      await server.close()
    }
  }
  console.log(JSON.stringify({ results }))
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
