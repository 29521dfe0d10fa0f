import { writeFileSync } from 'node:fs'
import { generateClient } from './generate-client'

/** `npm run client:types`: writes what of the client follows from the routes. */
async function main(): Promise<void> {
  for (const { file, text } of await generateClient()) writeFileSync(file, text)
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  process.exitCode = 1
})
