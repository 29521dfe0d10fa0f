/** The media types that an answer can have beside JSON. */
const TYPES = { csv: /\btext\/csv\b/i, pdf: /\bapplication\/pdf\b/i }

/** How an answer is to look: as `format` says or, without it, as the caller accepts; else JSON. */
export function wantedFormat<F extends keyof typeof TYPES>(
  request: Request,
  format: F | 'json' | undefined,
  files: readonly F[],
): F | 'json' {
  const accept = request.headers.get('accept') ?? ''
  return format ?? files.find((file) => TYPES[file].test(accept)) ?? 'json'
}
