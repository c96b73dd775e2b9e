// Runs one import in a process of its own, so that a test can kill it at any moment.
import { createProgram } from '../app.ts'
import { systemActorOf } from '../platform/area.ts'
import { readConfig } from '../platform/config/config.ts'
import { createPool } from '../platform/db/pool.ts'
import { createInlineJobs } from '../platform/jobs/inline-jobs.ts'
import { createLog } from '../platform/log/log.ts'
import { performImport } from './import-runner.ts'

const [url = '', filesFolder = '', workspace = '', importId = ''] = process.argv.slice(2)
const config = readConfig({})
if (!config.ok) throw new Error('configuration')
const pool = createPool({ url, size: 4, name: 'kill test', statementTimeoutMilliseconds: 0 })
const authenticator = { personOf: async () => null, actorOf: async () => ({ kind: 'not_signed_in' as const }) }
const program = createProgram({
  pool,
  jobs: createInlineJobs(),
  log: createLog('error'),
  config: config.config,
  authenticator,
  filesFolder,
  now: () => new Date(),
})
await systemActorOf(pool, Number(workspace))
process.stdout.write('ready\n')
await performImport(program.context, { workspaceId: Number(workspace), importId, action: 'apply' })
process.stdout.write('done\n')
await pool.end()
