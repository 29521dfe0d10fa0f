/** The most pieces of a tariff that one subscription may have. */
export const MAX_QUANTITY = 1_000_000

/** Whether a typed text is a number of pieces that can be asked for. */
export function isQuantity(text: string): boolean {
  return /^\d{1,7}$/.test(text) && Number(text) >= 1 && Number(text) <= MAX_QUANTITY
}
