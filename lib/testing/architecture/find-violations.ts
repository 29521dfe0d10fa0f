import { type Arrow, LEDGER, LONGER_FOR_A_REASON, MAX_LINES } from './rules'
import { findImports, isProduct, type SourceFile, withoutComments } from './source-file'

/** Imports that point against an arrow, one sentence each. */
export function findForbiddenImports(files: SourceFile[], arrows: Arrow[]): string[] {
  return files.filter(isProduct).flatMap((file) =>
    arrows
      .filter((arrow) => isWithin(file.path, arrow.from) && !isWithin(file.path, arrow.exempt))
      .flatMap((arrow) =>
        findImports(file)
          .filter(({ target, typesOnly }) => {
            const isForbidden = isWithin(target, arrow.never) && !isWithin(target, arrow.allowed)
            return isForbidden && !(typesOnly && arrow.typesAreFree)
          })
          .map(({ target }) => `${file.path} imports ${target}: ${arrow.why}.`),
      ),
  )
}

/** Statements that write the ledger's tables from outside of the ledger. */
export function findForeignWrites(files: SourceFile[]): string[] {
  const tables = LEDGER.tables.join('|')
  const builder = new RegExp(`\\.(insert|update|delete)\\(\\s*(\\w+\\.)?(${tables})\\s*[,)]`)
  const statement = new RegExp(
    `\\b(insert\\s+into|update|delete\\s+from|truncate(\\s+table)?|merge\\s+into)\\s+(only\\s+)?"?(${tables})\\b`,
    'i',
  )
  const parameter = new RegExp(
    `\\b(insert\\s+into|update|delete\\s+from)\\s+\\$\\{(\\w+\\.)?(${tables})\\}`,
    'i',
  )
  return files
    .filter((file) => isProduct(file) && !isWithin(file.path, [LEDGER.folder]))
    .filter(({ text }) =>
      [builder, statement, parameter].some((pattern) => pattern.test(withoutComments(text))),
    )
    .map(({ path }) => `${path} writes the ledger's tables: ${LEDGER.why}.`)
}

/** Files that have grown too long. */
export function findLongFiles(files: SourceFile[]): string[] {
  return files
    .filter((file) => !(file.path in LONGER_FOR_A_REASON))
    .map((file) => ({
      path: file.path,
      lines: file.text.trimEnd().split('\n').length,
      limit: isProduct(file) ? MAX_LINES.source : MAX_LINES.test,
    }))
    .filter(({ lines, limit }) => lines > limit)
    .map(({ path, lines, limit }) => `${path} has ${lines} lines; ${limit} are the limit.`)
}

/** Notes of work that was put off: it is done, or it is an issue, but it is not in the code. */
export function findPutOffWork(files: SourceFile[]): string[] {
  return files
    .filter(({ text }) => /\b(TO|FIX)(DO|ME)\b/.test(text))
    .map(({ path }) => `${path} has a note of work that was put off.`)
}

/** Files of ours that a text for people names by their whole path, and that are not there. A name with `…` or braces is none. */
export function findLostNames(text: string, isThere: (path: string) => boolean): string[] {
  const named =
    text.match(
      /\b(?:app|components|lib|db|inngest|cli|sandbox|e2e|bench)\/[\w()[\]./-]+\.(?:tsx?|mjs|json|sql)\b/g,
    ) ?? []
  return named.filter((path) => !isThere(path))
}

function isWithin(target: string, places: string[] = []): boolean {
  const bare = target.replace(/\.(ts|tsx|mts|mjs)$/, '')
  return places.some((place) => bare === place || bare.startsWith(`${place}/`))
}
