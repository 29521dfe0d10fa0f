import type { FormTree } from './form-body'
import { invalidRequest } from './stripe-error'

/** Turns one raw form value into its typed value, or throws what Stripe would answer. */
export type Reader<T> = (raw: string | FormTree, name: string) => T

/** One parameter of a call: how to read it, and whether it must be there. */
export interface Param<T> {
  read: Reader<T>
  required?: boolean
  /** Stripe dropped the parameter in the API version of this date (YYYY-MM-DD). */
  goneSince?: string
}

/** The parameters of a call, by name. */
export type Params = Record<string, Param<unknown>>

/** What a call's handler receives: a value for each parameter that was sent. */
export type Read<P extends Params> = { [K in keyof P]?: P[K] extends Param<infer T> ? T : never }

function text(raw: string | FormTree, name: string): string {
  if (typeof raw !== 'string') throw invalidRequest(`Invalid string: ${JSON.stringify(raw)}`, name)
  return raw
}

function filled(raw: string | FormTree, name: string): string {
  const value = text(raw, name)
  if (value !== '') return value
  throw invalidRequest(
    `You passed an empty string for '${name}'. We assume empty values are an attempt to unset a parameter; ` +
      `however '${name}' cannot be unset. You should remove '${name}' from your request or supply a non-empty value.`,
    name,
    'parameter_invalid_empty',
  )
}

/** Text that cannot be empty, up to `max` characters. */
export function string(max = 5000): Param<string> {
  return { read: (raw, name) => limited(filled(raw, name), max, name) }
}

/** Text that an empty value unsets (read as null). */
export function clearable(max = 5000): Param<string | null> {
  return { read: (raw, name) => (raw === '' ? null : limited(text(raw, name), max, name)) }
}

function limited(value: string, max: number, name: string): string {
  if ([...value].length <= max) return value
  throw invalidRequest(`Invalid string: ${value.slice(0, 20)}...; must be at most ${max} characters`, name)
}

/** A whole number of at least `min` and at most `max`. */
export function integer(min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER): Param<number> {
  return {
    read: (raw, name) => {
      const value = filled(raw, name)
      const number = Number(value)
      if (!/^[+-]?\d+$/.test(value) || !Number.isSafeInteger(number)) {
        throw invalidRequest(`Invalid integer: ${value}`, name, 'parameter_invalid_integer')
      }
      if (number >= min && number <= max) return number
      const bound = number < min ? `greater than or equal to ${min}` : `less than or equal to ${max}`
      const message = `This value must be ${bound}.`
      throw invalidRequest(message, name, 'parameter_invalid_integer')
    },
  }
}

/** `true` or `false`. */
export function boolean(): Param<boolean> {
  return {
    read: (raw, name) => {
      const value = filled(raw, name)
      if (value === 'true' || value === 'false') return value === 'true'
      throw invalidRequest(`Invalid boolean: ${value}`, name)
    },
  }
}

/** `true` or `false`, where Stripe also takes a word for a kind of `true`. */
export function booleanOr(...words: string[]): Param<boolean> {
  return {
    read: (raw, name) => (typeof raw === 'string' && words.includes(raw) ? true : boolean().read(raw, name)),
  }
}

/** One of a few words. */
export function oneOf<const W extends string>(...words: W[]): Param<W> {
  return {
    read: (raw, name) => {
      const value = filled(raw, name)
      const word = words.find((candidate) => candidate === value)
      if (word) return word
      const list =
        words.length > 1 ? `one of ${words.slice(0, -1).join(', ')}, or ${words.at(-1)}` : String(words[0])
      throw invalidRequest(`Invalid ${name}: must be ${list}`, name)
    },
  }
}

/** A nested object with known fields. */
export function hash<P extends Params>(fields: P): Param<Read<P>> {
  return {
    read: (raw, name) => {
      if (typeof raw === 'string') throw invalidRequest('Invalid object', name)
      return readParams(fields, raw, (field) => `${name}[${field}]`)
    },
  }
}

/** A list of values of one kind. */
export function list<T>(item: Param<T>): Param<T[]> {
  return {
    read: (raw, name) => {
      if (raw === '') return []
      if (typeof raw === 'string' || !Object.keys(raw).every((key) => /^\d+$/.test(key))) {
        throw invalidRequest('Invalid array', name)
      }
      return Object.entries(raw).map(([key, value]) => item.read(value, `${name}[${key}]`))
    },
  }
}

/** Free keys and values that belong to the caller; an empty value removes its key, null removes all. */
export function metadata(): Param<Record<string, string> | null> {
  return {
    read: (raw, name) => {
      if (raw === '') return null
      if (typeof raw === 'string') throw invalidRequest('Invalid object', name)
      const entries = Object.entries(raw).map(([key, value]) => {
        if (key.length > 40) {
          throw invalidRequest(`Metadata keys can have up to 40 characters: '${key}' is too long.`, name)
        }
        return [key, limited(text(value, `${name}[${key}]`), 500, `${name}[${key}]`)] as const
      })
      if (entries.length > 50) throw invalidRequest('Metadata can have up to 50 keys.', name)
      return Object.fromEntries(entries)
    },
  }
}

/** A parameter that Stripe knows and this sandbox does not act on: refused aloud, never dropped silently. */
export function unsupported(): Param<never> {
  return {
    read: (_raw, name) => {
      throw invalidRequest(`The Stripe sandbox does not implement the parameter '${name}'.`, name)
    },
  }
}

/** Several parameters that are refused aloud. */
export function unsupportedAll(names: readonly string[]): Record<string, Param<never>> {
  return Object.fromEntries(names.map((name) => [name, unsupported()]))
}

/** The same parameter, but it must be sent. */
export function required<T>(param: Param<T>): Param<T> {
  return { ...param, required: true }
}

/** Reads a call's parameters, refusing unknown, missing and malformed ones as Stripe does. */
export function readParams<P extends Params>(
  params: P,
  form: FormTree,
  nameOf: (field: string) => string = (field) => field,
  apiVersion = '9999-12-31',
): Read<P> {
  const result: Record<string, unknown> = {}
  for (const [key, raw] of Object.entries(form)) {
    const param = Object.hasOwn(params, key) ? params[key] : undefined
    if (!param || (param.goneSince && apiVersion >= param.goneSince)) {
      throw invalidRequest(`Received unknown parameter: ${nameOf(key)}`, nameOf(key), 'parameter_unknown')
    }
    result[key] = param.read(raw, nameOf(key))
  }
  for (const [key, param] of Object.entries(params)) {
    if (!param.required || key in result) continue
    throw invalidRequest(`Missing required param: ${nameOf(key)}.`, nameOf(key), 'parameter_missing')
  }
  return result as Read<P>
}
