import type { ChaosServer } from './postgres/chaos-server'

/** How the servers of one version are set up. */
export type Deployment = {
  databaseUrl: string
  connections: number
  /** Steps at the same time; more than connections, so that some wait for one. */
  lanes: number
  timeZone: string
  checkout?: string | undefined
}

/**
 * Two deployments that run side by side, as while a new version is rolled out: workers take turns. Where there is no
 * other checkout they differ in what an operator may choose: role, connections, time zone, and how queries are planned,
 * which changes the order in which rows are locked.
 */
export function twoDeployments(server: ChaosServer, other: string | undefined): [Deployment, Deployment] {
  const planner = 'plan_cache_mode=force_generic_plan&enable_hashjoin=off&enable_seqscan=off'
  return [
    { databaseUrl: server.appUrl, connections: 6, lanes: 6, timeZone: 'UTC' },
    {
      databaseUrl: other === undefined ? `${server.ownerUrl}?${planner}` : server.appUrl,
      connections: 3,
      lanes: 5,
      timeZone: 'Asia/Kathmandu',
      checkout: other,
    },
  ]
}
