import { createHash } from 'node:crypto'
import { type Dirent, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** What a build is made of. Tests and the programs around the application do not change it. */
const SOURCES = ['app', 'components', 'db', 'inngest', 'lib', 'public']
const CONFIGURATION =
  /^(next\.config|postcss\.config|proxy|instrumentation|tsconfig|package|package-lock)\b.*/
const STAMP = 'hourglass-stamp'

/**
 * One text for everything a build depends on: the sources, the locked packages, and Node itself. It looks at
 * what files hold, not at their dates, which a fresh checkout sets anew.
 */
export function computeBuildStamp(root: string): string {
  const configuration = readdirSync(root).filter(
    (name) => CONFIGURATION.test(name) && !name.endsWith('buildinfo'),
  )
  const sources = SOURCES.flatMap((folder) => listFiles(root, folder))
  const hash = createHash('sha256').update(`${process.version} ${process.platform} ${process.arch}\0`)
  for (const file of [...configuration, ...sources].sort()) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(path.join(root, file)))
      .update('\0')
  }
  return hash.digest('hex')
}

/** Whether a folder holds the finished build of that stamp. */
export function isBuilt(distDirectory: string, stamp: string): boolean {
  try {
    return readFileSync(path.join(distDirectory, STAMP), 'utf8') === stamp
  } catch {
    return false
  }
}

/** Marks a build as finished. */
export function markBuilt(distDirectory: string, stamp: string): void {
  writeFileSync(path.join(distDirectory, STAMP), stamp)
}

/** Forgets a build, before another one is begun in its place. */
export function unmarkBuilt(distDirectory: string): void {
  rmSync(path.join(distDirectory, STAMP), { force: true })
}

function listFiles(root: string, folder: string): string[] {
  return entriesOf(path.join(root, folder)).flatMap((entry) => {
    const name = path.posix.join(folder, entry.name)
    if (entry.isDirectory()) return listFiles(root, name)
    return /\.test\.tsx?$/.test(entry.name) ? [] : [name]
  })
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}
