import type { StatusReport } from '@mainstay/contract/plans-actions'
import { addDays } from '@mainstay/domain/program'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import type { Actor } from '../../platform/access/actor.ts'
import { type AreaContext, systemActorOf, today } from '../../platform/area.ts'
import { loadMembership } from '../../platform/auth/membership.ts'
import { Refused } from '../../platform/refusal.ts'
import { noOrigin, type WriteScope } from '../../platform/use-case.ts'
import { reportLetter } from './letters.ts'
import { readActionReport } from './report.ts'
import { lacksSecondFactor } from './second-factor.ts'

export const REPORT_QUEUE = 'plan-reports'

const EVERY_MILLISECONDS = 3_600_000
/** Monday is 0. */
const FRIDAY = 4
const MORNING_HOUR = 7

/** Monday of the week a report is for, from Friday morning (UTC) to Sunday; null on the other days. */
export function weekToReport(now: Date): string | null {
  const weekday = (now.getUTCDay() + 6) % 7
  const isBefore = weekday < FRIDAY || (weekday === FRIDAY && now.getUTCHours() < MORNING_HOUR)
  return isBefore ? null : addDays(now.toISOString().slice(0, 10), -weekday)
}

/** Asks for the reports of every workspace that has not had those of the week, where mail goes out at all. */
export async function askForReports(area: AreaContext): Promise<void> {
  const week = weekToReport(area.now())
  if (week === null || !area.mailer.isOn) return
  const client = await area.pool.connect()
  try {
    const { rows } = await client.query<{ workspace_id: number }>(
      'select w.workspace_id from mainstay.workspaces_with_plans_to_report($1) as w(workspace_id)',
      [week],
    )
    for (const { workspace_id: workspaceId } of rows) {
      await area.jobs.enqueue(client, REPORT_QUEUE, { workspaceId }, { singletonKey: `reports ${workspaceId}` })
    }
  } finally {
    client.release()
  }
}

/** A serving process looks at its start and every hour whether the reports of the week are due. */
export function reportsDoor(area: AreaContext): (app: FastifyInstance) => void {
  return (app) => {
    let timers: NodeJS.Timeout[] = []
    const look = () => void askForReports(area).catch(() => area.log.warn('jobs', 'status reports were not asked for'))
    app.addHook('onListen', async () => {
      timers = [setTimeout(look, 10_000), setInterval(look, EVERY_MILLISECONDS)]
      for (const timer of timers) timer.unref()
    })
    app.addHook('onClose', async () => {
      for (const timer of timers) clearInterval(timer)
    })
  }
}

interface PlanToReport {
  readonly id: string
  readonly account_id: string
  readonly title: string
  readonly people: readonly { readonly id: string; readonly name: string }[]
}

/** Sends the reports of a workspace; a plan that was reported on this week is passed over, so twice does no harm. */
export async function sendReports(area: AreaContext, workspaceId: number): Promise<void> {
  const week = weekToReport(area.now())
  if (week === null || !area.mailer.isOn) return
  const system = await systemActorOf(area.pool, workspaceId)
  const plans = await area.useCases.read(system, (scope) => plansToReport(scope, week))
  for (const plan of plans) {
    const reports = await reportsFor(area, system, plan)
    await area.useCases.command(system, noOrigin, async (scope) => {
      if (!(await claimWeek(scope, plan, week))) return
      for (const { personId, report } of reports) {
        const letter = reportLetter(area, scope, { plan, sentences: report.sentences })
        const about = { subjectType: 'plan', subjectId: plan.id }
        await scope.sendMail({ to: { personId }, letter, about })
      }
    })
  }
}

/** Active plans without a report this week, each with its team, owners of open actions and watchers, but for who has muted it. */
async function plansToReport(scope: Pick<WriteScope, 'db' | 'workspaceId'>, week: string): Promise<PlanToReport[]> {
  const { rows } = await sql<PlanToReport>`
    select pl.id, pl.account_id, pl.title, coalesce((
      select jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name) order by p.id) from identity.person p where p.id in (
        select n.person_id from mainstay.plan_person n
        where n.workspace_id = pl.workspace_id and n.plan_id = pl.id and n.removed_at is null
        union select a.owner_person_id from mainstay.plan_action a
        where a.workspace_id = pl.workspace_id and a.plan_id = pl.id and a.removed_at is null
          and a.state not in ('done', 'dropped')
        union select w.person_id from mainstay.plan_stance w
        where w.workspace_id = pl.workspace_id and w.plan_id = pl.id and w.stance = 'watching'
        except select w.person_id from mainstay.plan_stance w
        where w.workspace_id = pl.workspace_id and w.plan_id = pl.id and w.stance = 'muted')), '[]') as people
    from mainstay.plan pl
    where pl.workspace_id = ${scope.workspaceId} and pl.status = 'active' and not exists (
      select 1 from mainstay.plan_report_sent s
      where s.workspace_id = pl.workspace_id and s.plan_id = pl.id and s.week >= ${week}::date)
    order by pl.id`.execute(scope.db)
  return rows
}

interface ReportFor {
  readonly personId: string
  readonly report: StatusReport
}

/**
 * Everybody gets what they themselves may see; who sees nothing of it, lacks a second factor that the workspace demands, or
 * has a plan without actions gets no mail.
 */
async function reportsFor(area: AreaContext, system: Actor, plan: PlanToReport): Promise<ReportFor[]> {
  const reports: ReportFor[] = []
  for (const person of plan.people) {
    const membership = await loadMembership(area.pool, system.workspaceSlug, person)
    if (!membership || (await lacksSecondFactor(area, membership, person.id))) continue
    const report = await reportAs(area, membership.actor, plan.id)
    if (report && report.counted > 0) reports.push({ personId: person.id, report })
  }
  return reports
}

async function reportAs(area: AreaContext, actor: Actor, planId: string): Promise<StatusReport | null> {
  try {
    return await area.useCases.read(actor, (scope) => readActionReport(scope, planId, today(area)))
  } catch (error) {
    if (error instanceof Refused) return null
    throw error
  }
}

async function claimWeek(scope: WriteScope, plan: PlanToReport, week: string): Promise<boolean> {
  const { rows } = await sql<{ week: string }>`
    insert into mainstay.plan_report_sent as s (workspace_id, plan_id, account_id, week)
    values (${scope.workspaceId}, ${plan.id}, ${plan.account_id}, ${week}::date)
    on conflict (workspace_id, plan_id) do update set week = excluded.week where s.week < excluded.week
    returning s.week`.execute(scope.db)
  return rows.length > 0
}
