import { messagesIn } from './messages.js'

/** Where this script came from is where the API is. Known only while the script first runs. */
const API_BASE = new URL(document.currentScript?.src ?? document.baseURI).origin

function encode(pairs, name, value) {
  if (value === undefined || value === null) return
  if (typeof value !== 'object') pairs.append(name, String(value))
  else for (const [key, inner] of Object.entries(value)) encode(pairs, name ? `${name}[${key}]` : key, inner)
}

/**
 * Calls the sandbox's API with the publishable key.
 * Answers `{ data }` or `{ error }`; a call that fails never rejects.
 */
export async function callApi(context, method, path, params = {}) {
  const form = new URLSearchParams()
  // The key travels as a parameter, as in Stripe.js, which spares the browser a preflight.
  encode(form, '', { ...params, key: context.key })
  const url = `${API_BASE}/v1/${path}`
  try {
    const response =
      method === 'GET' ? await fetch(`${url}?${form}`) : await fetch(url, { method: 'POST', body: form })
    const body = await response.json()
    return body.error ? { error: body.error } : { data: body }
  } catch {
    const message = messagesIn(context.language).connection
    return { error: { type: 'api_connection_error', message } }
  }
}
