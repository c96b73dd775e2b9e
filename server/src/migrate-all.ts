import { type MigrateOptions, migrate } from './platform/db/migrate.ts'
import { installJobs } from './platform/jobs/jobs.ts'
import { QUEUES } from './queues.ts'

/** Schema and queues brought up to date, as the owner. Says how many migrations ran. */
export async function migrateAll(options: MigrateOptions): Promise<number> {
  const applied = await migrate(options)
  await installJobs(options.ownerUrl, options.applicationRole, QUEUES)
  return applied
}
