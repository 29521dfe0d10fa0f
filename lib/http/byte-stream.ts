import { log } from '../log'

/** Texts as the body of an answer, each made when it is asked for; a caller who leaves stops the making. */
export function byteStream(texts: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let hasLeft = false
  const source = {
    async pull(controller: ReadableStreamDefaultController<Uint8Array>) {
      try {
        const { done, value } = await texts.next()
        if (hasLeft) return
        if (done) controller.close()
        else controller.enqueue(encoder.encode(value))
      } catch (error) {
        // The answer has begun, so all that is left is to break it off.
        log.error({ error }, 'an answer broke off while it was made')
        controller.error(error)
      }
    },
    async cancel() {
      hasLeft = true
      await texts.return(undefined)
    },
  }
  return new ReadableStream(source, { highWaterMark: 0 })
}
