const FRAME = '<rect width="32" height="21" rx="3"'

function wordmark(fill, text, size) {
  return `${FRAME} fill="${fill}"/><text x="16" y="14.5" text-anchor="middle" font-family="Arial, sans-serif" font-size="${size}" font-weight="700" font-style="italic" fill="#fff">${text}</text>`
}

const ICONS = {
  visa: wordmark('#1a1f71', 'VISA', 10),
  amex: wordmark('#016fd0', 'AMEX', 8.5),
  discover: `${wordmark('#3c3c44', 'DISC', 8.5)}<circle cx="27" cy="16" r="3" fill="#f47216"/>`,
  diners: `${FRAME} fill="#0079be"/><circle cx="16" cy="10.5" r="6.5" fill="#fff"/><path d="M14 6v9a5 5 0 0 1 0-9zm4 0v9a5 5 0 0 0 0-9z" fill="#0079be"/>`,
  jcb: `${FRAME} fill="#0e4c96"/><rect x="12.5" width="7" height="21" fill="#c8102e"/><path d="M19.500 0H29a3 3 0 0 1 3 3v15a3 3 0 0 1-3 3h-9.500z" fill="#0a8a3a"/>`,
  mastercard: `${FRAME} fill="#252525"/><circle cx="12.500" cy="10.500" r="6" fill="#eb001b"/><circle cx="19.500" cy="10.500" r="6" fill="#f79e1b"/><path d="M16 5.630a6 6 0 0 1 0 9.740 6 6 0 0 1 0-9.740z" fill="#ff5f00"/>`,
  unionpay: `${wordmark('#00447c', 'UP', 9)}<rect x="3" y="3" width="3" height="15" rx="1" fill="#e21836"/>`,
  unknown: `${FRAME} fill="currentColor" opacity=".18"/><rect y="4" width="32" height="4" fill="currentColor" opacity=".35"/><rect x="4" y="13" width="10" height="3" rx="1" fill="currentColor" opacity=".35"/>`,
}

/** A small drawing of a card brand. It is decoration: the number itself says what the card is. */
export function brandIcon(brand) {
  return `<svg viewBox="0 0 32 21" width="32" height="21" aria-hidden="true" focusable="false">${ICONS[brand] ?? ICONS.unknown}</svg>`
}
