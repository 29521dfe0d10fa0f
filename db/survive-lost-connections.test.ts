import { connect, createServer, type Server, type Socket } from 'node:net'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { createDatabase, type Database } from './client'

let database: TestDatabase
let wire: Server
let throughTheWire: string
let pool: ReturnType<typeof createDatabase>
const sockets = new Set<Socket>()
/** Cuts each new connection when it has sent so many messages. */
let cutAfter = Number.POSITIVE_INFINITY

/** A wire between the pool and the database, so that it can be cut. */
beforeAll(async () => {
  database = await createTestDatabase()
  const address = new URL(database.url)
  const port = Number(address.port)
  wire = createServer((near) => {
    const far = connect(port, address.hostname)
    let sent = 0
    near.on('data', () => {
      sent += 1
      if (sent === cutAfter) cutTheWire()
    })
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket)
      socket.pipe(other).on('error', () => {})
      socket.on('close', () => other.destroy())
    }
  })
  await new Promise<void>((resolve) => wire.listen(0, '127.0.0.1', resolve))
  address.port = String((wire.address() as { port: number }).port)
  throughTheWire = address.href
  pool = createDatabase(throughTheWire, { max: 1 })
})
afterAll(async () => {
  await pool.close()
  wire.close()
  await database.close()
})

const cutTheWire = () => {
  for (const socket of sockets) socket.resetAndDestroy()
  sockets.clear()
}

test('a connection that breaks under a query fails its transaction alone, and the pool goes on', async () => {
  for (let time = 1; time <= 5; time += 1) {
    const broken = pool.db.transaction(async (tx) => {
      await tx.execute(sql`select ${time}::int`)
      setTimeout(cutTheWire, 10)
      await tx.execute(sql`select pg_sleep(60)`)
    })
    await expect(broken).rejects.toThrow()
    expect(await pool.db.transaction((tx) => tx.execute(sql`select ${time}::int as time`))).toEqual([
      { time },
    ])
  }
})

test('a connection that breaks within a transaction in a transaction fails both, and the pool goes on', async () => {
  for (let time = 1; time <= 5; time += 1) {
    const broken = pool.db.transaction(async (tx) => {
      await tx.transaction(async (inner) => {
        await inner.execute(sql`select ${time}::int`)
        setTimeout(cutTheWire, 10)
        await inner.execute(sql`select pg_sleep(60)`)
      })
    })
    await expect(broken).rejects.toThrow()
    expect(await pool.db.execute(sql`select ${time}::int as time`)).toEqual([{ time }])
  }
})

test('what a transaction does after its connection broke reaches nobody', async () => {
  let tell: (error: unknown) => void
  const whatHappened = new Promise<unknown>((resolve) => {
    tell = resolve
  })
  let goOn: () => void
  const isOver = new Promise<void>((resolve) => {
    goOn = resolve
  })
  const broken = pool.db.transaction(async (tx) => {
    await tx.execute(sql`select 1`)
    cutTheWire()
    await isOver
    await tx.execute(sql`create table too_late (id int)`).catch(tell)
  })
  await expect(broken).rejects.toThrow()
  goOn!()
  expect(await whatHappened).toBeInstanceOf(Error)
  expect(await pool.db.execute(sql`select to_regclass('too_late') as found`)).toEqual([{ found: null }])
})

test('a connection that breaks while it is being opened fails what waited for it, and nothing else', async () => {
  for (let messages = 1; messages <= 8; messages += 1) {
    const fresh = createDatabase(throughTheWire, { max: 1 })
    cutAfter = messages
    const asked = fresh.db.execute(sql`select ${messages}::int as messages`).then(settled, settled)
    expect(await Promise.race([asked, late()])).toBe('settled')
    cutAfter = Number.POSITIVE_INFINITY
    expect(await fresh.db.execute(sql`select ${messages}::int as messages`)).toEqual([{ messages }])
    await fresh.close()
  }
})

test('any other error still rolls back, and keeps the connection', async () => {
  const pid = async (db: Database) => (await db.execute(sql`select pg_backend_pid() as pid`))[0]
  const before = await pid(pool.db)
  const failed = pool.db.transaction(async (tx) => {
    await tx.execute(sql`select 1 / 0`)
  })
  await expect(failed).rejects.toMatchObject({ cause: { code: '22012' } })
  expect(await pid(pool.db)).toEqual(before)
})

test('what is asked the moment a connection breaks under another query is not forgotten behind it', async () => {
  // Known to the connection, so that the driver could send another one after it.
  const nap = (seconds: number) =>
    pool.sql.unsafe('select pg_sleep($1::float8)', [seconds], { prepare: true })
  for (let time = 1; time <= 5; time += 1) {
    await nap(0)
    setTimeout(cutTheWire, 10)
    const next = await nap(60).then(
      () => 'answered',
      () => Promise.race([nap(0).then(settled, settled), late()]),
    )
    expect(next).toBe('settled')
    expect(await Promise.race([nap(0).then(settled, settled), late()])).toBe('settled')
  }
})

const settled = () => 'settled'
const late = () => new Promise((resolve) => setTimeout(resolve, 5_000, 'forgotten'))
