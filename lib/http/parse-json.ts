import { isLosslessNumber, parse } from 'lossless-json'
import { AppError } from '../errors'
import { isStorableText, UNSTORABLE } from '../storable-text'

/** How many arrays and objects may lie inside each other. Nothing in this API needs more than two. */
const MAX_DEPTH = 16

/**
 * Reads JSON without losing a digit: numbers come as `LosslessNumber`, with their text as it was sent. A key that
 * comes twice with different values is refused, since nobody can say which one was meant.
 * @throws AppError `invalid_json`; `invalid_request` for a NUL character or half a surrogate pair, no text for the
 *   database, and for the name `__proto__`.
 */
export function parseJson(text: string): unknown {
  refuseDeepNesting(text)
  const value = readJson(text)
  refuseUnstorable(value, [])
  return value
}

function readJson(text: string): unknown {
  try {
    return parse(text)
  } catch (cause) {
    const reason = cause instanceof SyntaxError ? cause.message : 'it cannot be read'
    throw new AppError('invalid_json', `The body is not valid JSON: ${reason.slice(0, 200)}.`, { cause })
  }
}

/**
 * Looked at before parsing: the parser calls itself for each level and would run out of stack. One pass by hand,
 * because a regular expression that skips strings can be made to take quadratic time.
 */
function refuseDeepNesting(text: string): void {
  let depth = 0
  let inString = false
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at]
    if (inString && char === '\\') at += 1
    else if (char === '"') inString = !inString
    else if (!inString && (char === '[' || char === '{')) depth += 1
    else if (!inString && (char === ']' || char === '}')) depth -= 1
    if (depth > MAX_DEPTH)
      throw new AppError('invalid_json', `The body is nested deeper than ${MAX_DEPTH} levels.`)
  }
}

function refuseUnstorable(value: unknown, path: string[]): void {
  if (typeof value === 'string' && !isStorableText(value)) {
    throw new AppError('invalid_request', UNSTORABLE, { field: path.join('.') })
  }
  if (typeof value !== 'object' || value === null || isLosslessNumber(value)) return
  for (const [key, item] of Object.entries(value)) {
    refuseUnstorable(key, path)
    // Schemas pass over it without a word, since objects have it already: what it held would be lost.
    if (key === '__proto__') {
      const field = [...path, key].join('.')
      throw new AppError('invalid_request', 'Nothing can be named __proto__.', { field })
    }
    refuseUnstorable(item, [...path, key])
  }
}
