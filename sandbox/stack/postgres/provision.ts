import postgres from 'postgres'

/** The role the application logs in as: it can neither own nor alter the tables. */
export const APP_ROLE = 'hourglass_app'

/** Address of a database of a server on this machine. */
export function localDatabaseUrl(login: {
  user: string
  password: string
  port: number
  database: string
}): string {
  const { user, password, port, database } = login
  return `postgres://${encodeURIComponent(user)}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`
}

/**
 * Makes the database and the application's role, if they are missing, and sets that role's password. What the
 * role may do in the database is the migration's business.
 * @param superuserUrl address of any database of the server, as superuser.
 */
export async function provisionDatabase(
  superuserUrl: string,
  options: { database: string; appPassword: string },
): Promise<void> {
  const sql = postgres(superuserUrl, { max: 1, onnotice: () => {} })
  try {
    const [role] = await sql`select 1 from pg_roles where rolname = ${APP_ROLE}`
    if (!role) await sql`create role ${sql(APP_ROLE)} login`
    const [{ statement }] = await sql<[{ statement: string }]>`
      select format('alter role %I login password %L', ${APP_ROLE}::text, ${options.appPassword}::text) as statement`
    await sql.unsafe(statement)
    const [database] = await sql`select 1 from pg_database where datname = ${options.database}`
    if (!database) await sql`create database ${sql(options.database)}`
  } finally {
    await sql.end()
  }
}
