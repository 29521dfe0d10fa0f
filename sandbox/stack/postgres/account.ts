import { spawnSync } from 'node:child_process'
import { userInfo } from 'node:os'
import { Problem } from '../problem'

/** As whom the server runs: PostgreSQL refuses to run as root, so root has to become somebody else first. */
export interface ServerAccount {
  /** Owner of the data files; undefined where the server runs as whoever started us. */
  owner?: { uid: number; gid: number }
  /** Words to put before a command so that it runs as that owner. */
  prefix: string[]
}

const NAME = 'postgres'
const ORDINARY: ServerAccount = { prefix: [] }

/**
 * Chooses the account to run the server as.
 * @param paths what the server must be able to reach: its program and the folder of its data.
 * @throws Problem when root has no other account that could reach them.
 */
export function chooseServerAccount(paths: string[]): ServerAccount {
  if (process.platform === 'win32' || userInfo().uid !== 0) return ORDINARY
  const owner = findOwner() ?? createOwner()
  const candidates: ServerAccount[] = [
    { owner, prefix: [] },
    { owner, prefix: keepingAccess(owner) },
  ]
  const account = candidates.find((candidate) => paths.every((path) => canReach(candidate, path)))
  if (account) return account
  throw new Problem(
    `PostgreSQL cannot run as root, and the account "${NAME}" it would run as cannot reach ${paths.join(' or ')}: ` +
      'move the project to a folder open to everyone (such as /opt), or start it as an ordinary user.',
  )
}

/**
 * A clone below a private folder (/root, or one made by mktemp) is closed to every account but root's. The
 * server then keeps one of root's capabilities, to pass through closed folders, and gives all others up.
 * `no_setuid_fixup` makes access(2), with which PostgreSQL looks for its own files, honour that capability.
 */
function keepingAccess({ uid, gid }: { uid: number; gid: number }): string[] {
  const capability = '+dac_override'
  return [
    'setpriv',
    `--reuid=${uid}`,
    `--regid=${gid}`,
    '--clear-groups',
    '--securebits=+no_setuid_fixup',
    `--inh-caps=${capability}`,
    `--ambient-caps=${capability}`,
    `--bounding-set=-all,${capability}`,
  ]
}

function canReach(account: ServerAccount, path: string): boolean {
  const [command = '', ...args] = [...account.prefix, 'test', '-x', path]
  return spawnSync(command, args, { cwd: '/', stdio: 'ignore', ...spawnIdentity(account) }).status === 0
}

/** The uid and gid to spawn with: those of the owner, unless the prefix changes them itself. */
export function spawnIdentity(account: ServerAccount): { uid?: number; gid?: number } {
  return account.prefix.length > 0 ? {} : { ...account.owner }
}

function findOwner(): ServerAccount['owner'] {
  const [uid, gid] = ['-u', '-g'].map((flag) => {
    const answer = spawnSync('id', [flag, NAME], { encoding: 'utf8' })
    return answer.status === 0 ? Number.parseInt(answer.stdout, 10) : undefined
  })
  return uid && gid ? { uid, gid } : undefined
}

function createOwner(): { uid: number; gid: number } {
  const useradd = ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', NAME]
  const answer = spawnSync('useradd', useradd, { encoding: 'utf8' })
  const owner = findOwner()
  if (owner) return owner
  throw new Problem(
    `PostgreSQL cannot run as root, and an account "${NAME}" for it could not be made: start as an ordinary user.`,
    answer.stderr ?? '',
  )
}
