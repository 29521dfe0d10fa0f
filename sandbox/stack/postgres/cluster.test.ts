import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { identifyProcess } from '../process-identity'
import { createScratchFolder, removeScratchFolder } from '../scratch-folder'
import { startCluster, stopCluster } from './cluster'
import { holdCluster } from './hold-cluster'
import { localDatabaseUrl, provisionDatabase } from './provision'
import { findRunningServer } from './server-files'

let folder: string
let directory: string
const password = randomBytes(12).toString('hex')
const start = () => startCluster({ directory, password, settings: { fsync: 'off' } })

beforeAll(() => {
  folder = createScratchFolder()
  directory = path.join(folder, 'postgres')
})
afterAll(() => removeScratchFolder(folder))

test('a server starts on an empty folder, is found there by a second starter, and stops', async () => {
  const first = await start()
  expect(await start()).toEqual({ ...first, wasRunning: true })
  expect(findRunningServer(directory)).toEqual({ pid: first.pid, port: first.port })
  await stopCluster(directory)
  expect(findRunningServer(directory)).toBeUndefined()
})

test('after a kill -9 it starts again, although its lock file stayed behind', async () => {
  const { pid } = await start()
  process.kill(pid, 'SIGKILL')
  await vi.waitFor(() => expect(identifyProcess(pid)).toBeUndefined())
  const again = await start()
  expect(again.pid).not.toBe(pid)
})

test('a lock file that names a stranger does not stop the start, nor is the stranger taken for the server', async () => {
  const { pid } = await start()
  await stopCluster(directory)
  const [, ...rest] = [`${pid}`, directory, '1', '5432', '', '127.0.0.1', '', 'ready']
  writeFileSync(path.join(directory, 'postmaster.pid'), [`${process.pid}`, ...rest].join('\n'))
  expect(findRunningServer(directory)).toBeUndefined()
  expect((await start()).wasRunning).toBe(false)
})

test('a wrong password is refused, and the application cannot make itself at home', async () => {
  const { port } = await start()
  const address = (user: string, pass: string, database: string) =>
    localDatabaseUrl({ user, password: pass, port, database })
  await provisionDatabase(address('postgres', password, 'postgres'), {
    database: 'shop',
    appPassword: "it's",
  })
  await expect(query(address('postgres', 'guess', 'postgres'), 'select 1')).rejects.toThrow(/password/)
  expect(await query(address('hourglass_app', "it's", 'shop'), 'select current_user as name')).toEqual([
    { name: 'hourglass_app' },
  ])
  await expect(query(address('hourglass_app', "it's", 'shop'), 'create table t ()')).rejects.toThrow(
    /permission/,
  )
  await expect(query(address('hourglass_app', "it's", 'shop'), 'create database t')).rejects.toThrow(
    /permission/,
  )
})

test('the server listens on this machine only', async () => {
  const { port } = await start()
  const rows = await query(
    localDatabaseUrl({ user: 'postgres', password, port, database: 'postgres' }),
    'show all',
  )
  const setting = (name: string) => rows.find((row) => row.name === name)?.setting
  expect([setting('listen_addresses'), setting('unix_socket_directories')]).toEqual(['127.0.0.1', ''])
  await stopCluster(directory)
})

test('a server held by several stops with the last of them, and keeps its port', async () => {
  const hold = await holdCluster(folder, password)
  const other = path.join(folder, 'postgres-holders', '1')
  const own = readFileSync(path.join(folder, 'postgres-holders', `${process.pid}`), 'utf8')
  writeFileSync(other, 'a process that is long gone')
  await hold.release()
  expect(findRunningServer(directory)).toBeUndefined()
  const again = await holdCluster(folder, password)
  expect(again.port).toBe(hold.port)
  // Another holder that lives: this process once more, under a number that reads the same.
  writeFileSync(path.join(folder, 'postgres-holders', `0${process.pid}`), own)
  await again.release()
  expect(findRunningServer(directory)?.port).toBe(again.port)
  await stopCluster(directory)
})

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    return [...(await sql.unsafe(text))]
  } finally {
    await sql.end()
  }
}
