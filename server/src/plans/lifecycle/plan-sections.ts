import type { PlanHeader, PlanSection } from '@mainstay/contract/plans'
import { PLAN_SECTION_LIMIT } from '@mainstay/contract/plans-lifecycle'
import type { PlanSections } from '@mainstay/contract/plans-sections'
import {
  hiddenFromOutsiders,
  offerSections,
  type SectionSource,
  starterTemplates,
  takeSections,
} from '@mainstay/domain/plans'
import { sql } from 'kysely'
import { orRefuse, Refused } from '../../platform/refusal.ts'
import type { ReadScope, WriteScope } from '../../platform/use-case.ts'
import { findPlan, isInnerTeam, type StoredPlan, visibleSections } from '../plan-store.ts'
import { filledParts } from '../statements/part-contents.ts'
import { lockOpenPlan, recordPlan, updatePlan } from './change-plan.ts'
import { readPlan } from './read-plan.ts'
import { type StoredTemplate, sectionOfStarter, selectTemplates } from './template-store.ts'

type Offered = PlanSections['offered'][number]
type Source = SectionSource<PlanSection> & Pick<Offered, 'template'> & { readonly from: Offered['from'] }

/** Sections that the reader sees, whether anything stands in them, and what the plan could take over. */
export async function listPlanSections(scope: ReadScope, id: string): Promise<PlanSections> {
  const plan = await findPlan(scope, id)
  const visible = await visibleSections(scope, plan)
  const filled = await filledSections(scope, plan)
  const sources = await sourcesOf(scope, plan)
  return {
    sections: visible.map(({ key, title, part }) => ({ key, title, part, isEmpty: !filled.has(key) })),
    offered: offerSections(plan.sections, sources).flatMap(({ section, newFields }) => {
      const source = sources.find(({ sections }) => sections.includes(section))
      return source ? [{ section, from: source.from, template: source.template, newFields: [...newFields] }] : []
    }),
  }
}

interface Errand {
  readonly id: string
  readonly now: Date
}

/** Takes sections over that are offered; nothing that stands in the plan is touched. */
export async function addPlanSections(
  scope: WriteScope,
  input: Errand & { readonly keys: readonly string[] },
): Promise<PlanHeader> {
  const plan = await lockOpenPlan(scope, input.id)
  const sources = await sourcesOf(scope, plan)
  const sections = orRefuse(takeSections(plan.sections, sources, input.keys))
  if (sections.length > PLAN_SECTION_LIMIT) throw new Refused('plans/sections-full')
  const added = sections.filter(({ key }) => input.keys.includes(key))
  return keepSections(scope, plan, { sections, now: input.now, action: 'plans.sections-added', changed: added })
}

/** Takes a section out in which nothing stands; it is offered again from then on. */
export async function removePlanSection(
  scope: WriteScope,
  input: Errand & { readonly key: string },
): Promise<PlanHeader> {
  const plan = await lockOpenPlan(scope, input.id)
  const gone = (await visibleSections(scope, plan)).find(({ key }) => key === input.key)
  if (!gone) throw new Refused('plans/no-such-part')
  if ((await filledSections(scope, plan)).has(gone.key)) throw new Refused('plans/section-not-empty')
  const sections = plan.sections.filter(({ key }) => key !== gone.key)
  if (sections.length === 0) throw new Refused('plans/last-section')
  return keepSections(scope, plan, { sections, now: input.now, action: 'plans.section-removed', changed: [gone] })
}

async function keepSections(
  scope: WriteScope,
  plan: StoredPlan,
  change: {
    readonly sections: readonly PlanSection[]
    readonly now: Date
    readonly action: 'plans.sections-added' | 'plans.section-removed'
    readonly changed: readonly PlanSection[]
  },
): Promise<PlanHeader> {
  const { now, action } = change
  await updatePlan(scope, plan, { now, changes: { sections: JSON.stringify(change.sections) } })
  const changed = change.changed.map(({ key, title, audience }) => ({ key, title, audience }))
  const told = { sections: changed }
  await recordPlan(scope, action, {
    plan,
    ...(action === 'plans.section-removed' ? { before: told, after: {} } : { after: told }),
  })
  return readPlan(scope, plan.id, now.toISOString().slice(0, 10))
}

/**
 * Keys of the sections in which something stands: statements, records of the part, or notes. Margins count for everybody,
 * or whoever does not see them would take them out of the sight of those who do.
 */
async function filledSections(scope: ReadScope, plan: StoredPlan): Promise<ReadonlySet<string>> {
  const parts = await filledParts(scope, plan, { withMargins: true })
  const begun = await begunParts(scope, plan)
  const { rows } = await sql<{ key: string }>`
    select s.section_key as key from mainstay.plan_statement s
      where s.workspace_id = ${scope.workspaceId} and s.plan_id = ${plan.id} and s.removed_at is null
    union select t.section_key from mainstay.plan_text t
      where t.workspace_id = ${scope.workspaceId} and t.plan_id = ${plan.id} and t.characters > 0`.execute(scope.db)
  const written = new Set(rows.map(({ key }) => key))
  return new Set(
    plan.sections.flatMap(({ key, part }) => (written.has(key) || parts.has(part) || begun.has(part) ? [key] : [])),
  )
}

/** Parts that are not filled yet, though somebody wrote in them: a bridge without a goal, a cell without a state. */
async function begunParts(scope: ReadScope, plan: StoredPlan): Promise<ReadonlySet<PlanSection['part']>> {
  const living = sql`x.workspace_id = ${scope.workspaceId} and x.plan_id = ${plan.id} and x.removed_at is null`
  const { rows } = await sql<{ part: PlanSection['part'] }>`
    select 'goals' as part where exists (select from mainstay.plan_bridge_entry x where ${living})
    union all select 'white_space' where exists (
      select from mainstay.white_space_cell x where ${living} and (x.note <> '' or x.source <> '' or num_nonnulls(x.competitor,
        x.competitor_share, x.renewal_on, x.potential_low, x.potential_base, x.potential_high, x.need_probability,
        x.win_probability) > 0))`.execute(scope.db)
  return new Set(rows.map(({ part }) => part))
}

/** The plan as it was comes first, so that what was taken out comes back as it stood; then its own template. */
async function sourcesOf(scope: ReadScope, plan: StoredPlan): Promise<readonly Source[]> {
  const kind = plan.parentId === null ? 'account' : 'unit'
  const isInner = await isInnerTeam(scope, plan.id)
  const templates = await activeTemplates(scope, plan, kind)
  const starter = starterTemplates().find((one) => one.kind === kind)
  const before = await sectionsBefore(scope, plan)
  const sources: readonly Source[] = [
    ...before.map((sections) => ({ from: 'plan_before', template: null, sections }) as const),
    ...templates.map(
      ({ name, number, sections }) => ({ from: 'template', template: { name, number }, sections }) as const,
    ),
    { from: 'starter', template: null, sections: (starter?.sections ?? []).map(sectionOfStarter) },
  ]
  if (isInner) return sources
  const isHidden = hiddenFromOutsiders(plan.sections, before.flat())
  return sources.map((source) => ({ ...source, sections: source.sections.filter((section) => !isHidden(section)) }))
}

async function activeTemplates(
  scope: ReadScope,
  plan: StoredPlan,
  kind: StoredTemplate['kind'],
): Promise<readonly StoredTemplate[]> {
  const all = await selectTemplates(scope)
  const row = await scope.db
    .selectFrom('mainstay.plan as p')
    .select('p.template_id')
    .where('p.workspace_id', '=', scope.workspaceId)
    .where('p.id', '=', plan.id)
    .executeTakeFirst()
  const own = all.find(({ id }) => id === row?.template_id)?.familyId
  const usable = all.filter((one) => one.status === 'active' && (one.kind === kind || one.familyId === own))
  return usable.toSorted((a, b) => Number(b.familyId === own) - Number(a.familyId === own))
}

const MOST_PASTS = 20

/** Every list of sections that the plan has had, the latest first. */
async function sectionsBefore(scope: ReadScope, plan: StoredPlan): Promise<readonly PlanSection[][]> {
  const { rows } = await sql<{ sections: PlanSection[] }>`
    select v.content -> 'sections' as sections from mainstay.plan_past v
    where v.workspace_id = ${scope.workspaceId} and v.plan_id = ${plan.id} and v.of_table = 'plan' and v.content is not null
    group by v.content -> 'sections' order by max(v.id) desc limit ${MOST_PASTS}`.execute(scope.db)
  return rows.map(({ sections }) => sections)
}
