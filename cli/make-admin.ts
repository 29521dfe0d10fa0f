import { createDatabase } from '@/db/client'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { makeAdmin } from '@/lib/users/make-admin'

/** `npm run make-admin -- <email>`: makes an account that exists an admin; prints it as one JSON line. */
async function main(): Promise<void> {
  const [email, ...more] = process.argv.slice(2)
  if (!email || more.length > 0) {
    console.error('Usage: npm run make-admin -- <email of an account>')
    process.exitCode = 1
    return
  }
  const { db, close } = createDatabase(env().DATABASE_URL, { max: 1 })
  try {
    const { id, email: address, role } = await makeAdmin(db, email)
    process.stdout.write(`${JSON.stringify({ id, email: address, role })}\n`)
  } finally {
    await close()
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof AppError ? error.message : error)
  process.exitCode = 1
})
