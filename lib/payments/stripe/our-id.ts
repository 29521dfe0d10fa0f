/**
 * An id of ours that an object of Stripe carries in its metadata.
 * @returns undefined for what is none: the metadata of objects that others made is free text.
 */
export function ourId(text: string | undefined): string | undefined {
  return text !== undefined && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text) ? text : undefined
}
