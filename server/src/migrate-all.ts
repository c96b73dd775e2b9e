import { type MigrateOptions, migrate } from './platform/db/migrate.ts'
import { areJobsInstalled } from './platform/jobs/jobs-mark.ts'
import { QUEUES } from './queues.ts'

/** Schema and queues brought up to date, as the owner. Says how many migrations ran. */
export async function migrateAll(options: MigrateOptions): Promise<number> {
  const applied = await migrate(options)
  const installation = { ownerUrl: options.ownerUrl, applicationRole: options.applicationRole, queues: QUEUES }
  if (applied > 0 || !(await areJobsInstalled(installation))) {
    const { installJobs } = await import('./platform/jobs/jobs.ts')
    await installJobs(installation)
  }
  return applied
}
