import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { type AreaContext, systemActorOf, today } from '../../platform/area.ts'
import type { JobData } from '../../platform/jobs/jobs.ts'
import { noOrigin, type ReadScope } from '../../platform/use-case.ts'
import { RULES_QUEUE } from './rule-store.ts'
import { type RunWish, runPlanRule } from './run-rules.ts'

/** Decided tiers may call for work at once. */
export const TIER_DECIDED = 'selection.decided'

const EVERY_MILLISECONDS = 3_600_000

/** Asks for a run in every workspace with rules that have not run today. */
export async function askForRuleRuns(area: AreaContext): Promise<void> {
  const client = await area.pool.connect()
  try {
    const { rows } = await client.query<{ workspace_id: number }>(
      'select w.workspace_id from mainstay.workspaces_with_rules_to_run($1) as w(workspace_id)',
      [today(area)],
    )
    for (const { workspace_id: workspaceId } of rows) {
      await area.jobs.enqueue(client, RULES_QUEUE, { workspaceId }, { singletonKey: `rules ${workspaceId}` })
    }
  } finally {
    client.release()
  }
}

/** A serving process looks at its start and every hour whether rules of the day have run. */
export function rulesDoor(area: AreaContext): (app: FastifyInstance) => void {
  return (app) => {
    let timers: NodeJS.Timeout[] = []
    const look = () => void askForRuleRuns(area).catch(() => area.log.warn('jobs', 'plan rules were not asked for'))
    app.addHook('onListen', async () => {
      timers = [setTimeout(look, 15_000), setInterval(look, EVERY_MILLISECONDS)]
      for (const timer of timers) timer.unref()
    })
    app.addHook('onClose', async () => {
      for (const timer of timers) clearInterval(timer)
    })
  }
}

/** The daily run of a workspace, or one for the account of which a tier was just decided. */
export async function runRules(area: AreaContext, data: JobData): Promise<void> {
  const system = await systemActorOf(area.pool, data.workspaceId)
  const now = area.now()
  const day = today(area)
  if (data.topic !== TIER_DECIDED) {
    const ids = await area.useCases.read(system, (scope) => rulesToRun(scope, day))
    for (const ruleId of ids) await run({ ruleId, cause: 'daily', now, today: day })
    return
  }
  const groupId = String(data.subjectId)
  const ids = await area.useCases.read(system, tierRules)
  for (const ruleId of ids) await run({ ruleId, cause: 'tier_decided', groupId, now, today: day })

  async function run(wish: RunWish): Promise<void> {
    await area.useCases.command(system, noOrigin, (scope) => runPlanRule(area, scope, wish))
  }
}

async function rulesToRun(scope: ReadScope, day: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select r.id from mainstay.plan_rule r
    where r.workspace_id = ${scope.workspaceId} and r.status = 'on' and (r.last_ran_on is null or r.last_ran_on < ${day}::date)
    order by r.created_at, r.id`.execute(scope.db)
  return rows.map(({ id }) => id)
}

async function tierRules(scope: ReadScope): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select r.id from mainstay.plan_rule r
    where r.workspace_id = ${scope.workspaceId} and r.status = 'on' and r.trigger_kind = 'tier_changed'
    order by r.created_at, r.id`.execute(scope.db)
  return rows.map(({ id }) => id)
}
