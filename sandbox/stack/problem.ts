/** A reason not to go on that the reader can act upon: it is shown as a sentence, without a stack. */
export class Problem extends Error {
  override readonly name = 'Problem'

  constructor(
    message: string,
    /** What the failed program said, shown whole below the sentence. */
    readonly output = '',
  ) {
    super(message)
  }
}
