/** Says why it does not go on, in a sentence where the reason is known, with a stack where it is a bug. */
export function reportProblem(error: unknown): void
