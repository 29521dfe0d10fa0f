import { benchBillingHistory } from './billing-history'
import { benchBillingLoop } from './billing-loop'
import { benchBillingMillion } from './billing-million'
import { benchBillingRun } from './billing-run'
import { benchChargeStatement } from './charge-statement'
import { benchChargesCoalesced } from './charges-coalesced'
import { benchHttpApi } from './http-api'
import { benchLogExport } from './log-export'
import { benchLogPages } from './log-pages'
import { benchPaymentsCredited } from './payments-credited'
import type { BenchResult } from './result'
import { type ScratchServer, startScratchServer } from './scratch-server'

/** Each measures one thing, which may have more than one figure, on a server of its own. */
const BENCHMARKS: Record<string, (server: ScratchServer) => Promise<BenchResult[]>> = {
  'billing-run-10000': (server) => benchBillingRun(server, 10_000),
  'billing-run-100000': (server) => benchBillingRun(server, 100_000),
  'billing-run-1000000': benchBillingMillion,
  'billing-loop': async (server) => [await benchBillingLoop(server)],
  'billing-history': benchBillingHistory,
  'charge-statement': benchChargeStatement,
  'charges-coalesced': benchChargesCoalesced,
  'log-pages': benchLogPages,
  'log-export': benchLogExport,
  'http-api': benchHttpApi,
  'payments-credited': benchPaymentsCredited,
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
