import { invalidRequest } from './stripe-error'

/** A decoded form: leaves are strings, `a[b]=c` makes a branch. Arrays are branches with number keys. */
export interface FormTree {
  [key: string]: string | FormTree
}

const MAX_DEPTH = 12
const MAX_PAIRS = 2000

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    throw invalidRequest(`Invalid URL-encoded string: ${text.slice(0, 60)}`)
  }
}

/** Splits `metadata[order][]` into its segments; an empty one means "the next number". */
function segmentsOf(key: string): string[] {
  const open = key.indexOf('[')
  if (open === -1) return [key]
  const rest = key.slice(open)
  if (open === 0 || !/^(\[[^[\]]*\])+$/.test(rest))
    throw invalidRequest(`Invalid parameter name: ${key}`, key)
  return [key.slice(0, open), ...rest.slice(1, -1).split('][')]
}

function put(tree: FormTree, key: string, value: string): void {
  const segments = segmentsOf(key)
  if (segments.length > MAX_DEPTH) throw invalidRequest('Request parameters are nested too deeply.')
  let branch = tree
  segments.forEach((segment, at) => {
    const name = segment === '' && at > 0 ? String(Object.keys(branch).length) : segment
    if (at === segments.length - 1) {
      if (typeof branch[name] === 'object') throw invalidRequest(`Invalid object: ${key}`, key)
      branch[name] = value
      return
    }
    const next = branch[name] ?? Object.create(null)
    if (typeof next === 'string') throw invalidRequest(`Invalid object: ${key}`, key)
    branch[name] = next
    branch = next
  })
}

/**
 * Decodes `application/x-www-form-urlencoded` text with Stripe's nested brackets.
 * @throws StripeFailure 400 when the text is malformed.
 */
export function parseForm(text: string): FormTree {
  // No prototype: a parameter called `__proto__` is only an unknown parameter.
  const tree: FormTree = Object.create(null)
  const pairs = text.split('&').filter(Boolean)
  if (pairs.length > MAX_PAIRS) throw invalidRequest('Too many request parameters.')
  for (const pair of pairs) {
    const equals = pair.indexOf('=')
    const key = decode(equals === -1 ? pair : pair.slice(0, equals))
    put(tree, key, equals === -1 ? '' : decode(pair.slice(equals + 1)))
  }
  return tree
}
