import { integrationError } from './integration-error.js'

/** Listeners by event name, with the `on`, `once` and `off` of Stripe's elements. */
export class Emitter {
  #listeners = new Map()

  on(event, listener) {
    if (typeof listener !== 'function')
      throw integrationError(`The listener of "${event}" is not a function.`)
    const listeners = this.#listeners.get(event) ?? []
    this.#listeners.set(event, [...listeners, listener])
    return this
  }

  once(event, listener) {
    const wrapper = (...values) => {
      this.off(event, wrapper)
      listener(...values)
    }
    return this.on(event, wrapper)
  }

  off(event, listener) {
    const listeners = this.#listeners.get(event) ?? []
    const kept = listener ? listeners.filter((candidate) => candidate !== listener) : []
    this.#listeners.set(event, kept)
    return this
  }

  emit(event, ...values) {
    for (const listener of this.#listeners.get(event) ?? []) listener(...values)
  }
}
