/** The test run's own PostgreSQL, as the global setup hands it to every test file. */
export interface TestPostgres {
  port: number
  superuserPassword: string
  appPassword: string
  /** A migrated database without rows, to be copied. */
  template: string
}

declare module 'vitest' {
  interface ProvidedContext {
    testPostgres: TestPostgres
  }
}
