import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** A file of ours, by its path from the root, with slashes. */
export interface SourceFile {
  path: string
  text: string
}

/** What a file imports. */
export interface Import {
  /** From the root for our own files, the package's name with its path for others. */
  target: string
  typesOnly: boolean
}

/** Folders that are not written by us; hidden ones are left out as well. */
const NOT_OURS = ['node_modules', 'public', 'test-results', 'playwright-report', 'coverage']
/** What a package is built into. */
const BUILT = /(^|\/)dist\//
const SOURCE = /\.(ts|tsx|mts|mjs)$/

/** Reads all sources below the root, its own files included. */
export function readSourceFiles(root: string): SourceFile[] {
  const ofRoot = readdirSync(root, { withFileTypes: true })
  const folders = ofRoot.filter((entry) => entry.isDirectory() && !isForeign(entry.name))
  const files = ofRoot.filter((entry) => entry.isFile()).map((entry) => entry.name)
  return [...files, ...folders.flatMap((folder) => listFiles(root, folder.name))]
    .filter((file) => SOURCE.test(file) && !BUILT.test(file))
    .map((file) => ({ path: file, text: readFileSync(path.join(root, file), 'utf8') }))
}

function isForeign(folder: string): boolean {
  return folder.startsWith('.') || NOT_OURS.includes(folder)
}

function listFiles(root: string, folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
}

/** Whether a file is part of the product, rather than of its tests or benchmarks. */
export function isProduct(file: SourceFile): boolean {
  return !/\.(test|fixture)\.tsx?$/.test(file.path) && !/^(lib\/testing|bench)\//.test(file.path)
}

const FROM = /(?:^|[;}\s])(import|export)\s+(type\s+)?[^'"`;()]*?\sfrom\s*['"]([^'"]+)['"]/g
const FOR_EFFECT = /(?:^|[;}\s])import\s*['"]([^'"]+)['"]/g
const DYNAMIC = /\b(?:import|require)\(\s*['"]([^'"]+)['"]/g

/** All imports of a file: static ones, re-exports, dynamic ones, and those for their effect alone. */
export function findImports(file: SourceFile): Import[] {
  const text = withoutComments(file.text)
  const resolve = (specifier = '') => resolveImport(file.path, specifier)
  return [
    ...[...text.matchAll(FROM)].map((match) => ({ target: resolve(match[3]), typesOnly: Boolean(match[2]) })),
    ...[...text.matchAll(FOR_EFFECT)].map((match) => ({ target: resolve(match[1]), typesOnly: false })),
    ...[...text.matchAll(DYNAMIC)].map((match) => ({ target: resolve(match[1]), typesOnly: false })),
  ]
}

/** Leaves comments out, and an address such as https://… in. */
export function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"`\w])\/\/.*$/gm, '$1')
}

function resolveImport(from: string, specifier: string): string {
  if (specifier.startsWith('@/')) return specifier.slice(2)
  if (specifier.startsWith('.')) return path.posix.join(path.posix.dirname(from), specifier)
  return specifier
}
