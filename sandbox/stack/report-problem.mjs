/**
 * Says why it does not go on, in a sentence where the reason is known, and with its stack where it is a bug.
 * @param {unknown} error
 */
export function reportProblem(error) {
  const write = (text) => process.stderr.write(`${text.trimEnd()}\n`)
  const isKnown = error instanceof Error && error.name === 'Problem'
  write('')
  if (isKnown && error.output) write(error.output)
  write(isKnown ? error.message : String(error?.stack ?? error))
}
