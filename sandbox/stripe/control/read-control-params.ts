import type { IncomingMessage } from 'node:http'
import { type FormTree, parseForm } from '../form-body'
import { readText, typeOfBody } from '../read-body'
import { invalidRequest } from '../stripe-error'

/**
 * The parameters of a control call, from a form or from JSON.
 * @throws StripeFailure 400 for a body that is neither
 */
export async function readControlParams(request: IncomingMessage): Promise<FormTree> {
  const text = await readText(request)
  if (typeOfBody(request) !== 'application/json') return filled(parseForm(text))
  let body: unknown
  try {
    body = JSON.parse(text || '{}')
  } catch {
    throw invalidRequest('The body is not valid JSON.')
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw invalidRequest('The body must be a JSON object.')
  }
  const pairs = Object.entries(body).map(([key, value]) => {
    if (typeof value === 'object' && value !== null) throw invalidRequest('Invalid value', key)
    return [key, String(value ?? '')] as const
  })
  return filled(Object.fromEntries(pairs))
}

/** A field that a person left empty in a form was not sent. */
function filled(form: FormTree): FormTree {
  return Object.fromEntries(Object.entries(form).filter(([, value]) => value !== ''))
}
