import { randomUUID } from 'node:crypto'
import type { PlanSection } from '@mainstay/contract/plans'
import type { planTemplate } from '@mainstay/contract/plans-lifecycle'
import { type StarterSection, starterTemplates, templateFaults } from '@mainstay/domain/plans'
import { type Selectable, sql } from 'kysely'
import type { z } from 'zod'
import { type AreaContext, systemActorOf } from '../../platform/area.ts'
import { statusOf } from '../../platform/http/status.ts'
import { type FieldFault, Refused } from '../../platform/refusal.ts'
import { noOrigin, type ReadScope, type WriteScope } from '../../platform/use-case.ts'
import type { PlanTemplateTable } from '../tables.ts'

export type TemplateAnswer = z.infer<typeof planTemplate>

export interface StoredTemplate {
  readonly id: string
  readonly familyId: string
  readonly number: number
  readonly name: string
  readonly status: 'draft' | 'active' | 'archived'
  readonly tier: string | null
  readonly kind: 'account' | 'unit'
  readonly sections: readonly PlanSection[]
  readonly updatedAt: Date
  readonly version: number
}

/** One at a time changes the templates of a workspace, so that a family has one active version. */
export const TEMPLATE_LOCK = 7224622

type Row = Selectable<PlanTemplateTable>

function templateQuery(scope: ReadScope) {
  return scope.db
    .selectFrom('mainstay.plan_template as t')
    .select([
      't.workspace_id',
      't.id',
      't.name',
      't.family_id',
      't.number',
      't.status',
      't.tier',
      't.plan_kind',
      't.sections',
      't.version',
      't.created_at',
      't.updated_at',
    ])
    .where('t.workspace_id', '=', scope.workspaceId)
}

function templateOf(row: Row): StoredTemplate {
  return {
    id: row.id,
    familyId: row.family_id,
    number: row.number,
    name: row.name,
    status: row.status,
    tier: row.tier,
    kind: row.plan_kind,
    sections: row.sections as PlanSection[],
    updatedAt: row.updated_at,
    version: row.version,
  }
}

/** Every version of every template: by name, the newest version of each first. */
export async function selectTemplates(scope: ReadScope): Promise<StoredTemplate[]> {
  const rows = await templateQuery(scope).orderBy('t.name').orderBy('t.family_id').orderBy('t.number', 'desc').execute()
  return rows.map(templateOf)
}

export async function findTemplate(scope: ReadScope, id: string): Promise<StoredTemplate> {
  const row = await templateQuery(scope).where('t.id', '=', id).executeTakeFirst()
  if (!row) throw new Refused('http/not-found')
  return templateOf(row)
}

export async function lockTemplates(scope: WriteScope): Promise<void> {
  await sql`select pg_advisory_xact_lock(${TEMPLATE_LOCK}, ${scope.workspaceId})`.execute(scope.db)
}

/** The template for a change, while others who change templates wait. */
export async function lockTemplate(scope: WriteScope, id: string): Promise<StoredTemplate> {
  await lockTemplates(scope)
  return findTemplate(scope, id)
}

export async function insertTemplate(
  scope: WriteScope,
  template: Pick<StoredTemplate, 'name' | 'familyId' | 'number' | 'status' | 'tier' | 'kind' | 'sections'>,
): Promise<StoredTemplate> {
  const id = randomUUID()
  await scope.db
    .insertInto('mainstay.plan_template')
    .values({
      workspace_id: scope.workspaceId,
      id,
      name: template.name,
      family_id: template.familyId,
      number: template.number,
      status: template.status,
      tier: template.tier,
      plan_kind: template.kind,
      sections: JSON.stringify(template.sections),
    })
    .execute()
  return findTemplate(scope, id)
}

export async function updateTemplate(
  scope: WriteScope,
  stored: StoredTemplate,
  changes: Partial<Pick<StoredTemplate, 'name' | 'tier' | 'kind' | 'status' | 'sections'>> & { readonly now: Date },
): Promise<StoredTemplate> {
  const { kind, sections, now, ...same } = changes
  await scope.db
    .updateTable('mainstay.plan_template as t')
    .set({
      ...same,
      ...(kind ? { plan_kind: kind } : {}),
      ...(sections ? { sections: JSON.stringify(sections) } : {}),
      version: stored.version + 1,
      updated_at: now,
    })
    .where('t.workspace_id', '=', scope.workspaceId)
    .where('t.id', '=', stored.id)
    .execute()
  return findTemplate(scope, stored.id)
}

/** Everything wrong with sections, each at its place and in words. */
export function faultsOfSections(sections: readonly PlanSection[]): FieldFault[] {
  return templateFaults(sections).map(({ path, code }) => ({
    path,
    code,
    message: statusOf(code)?.sentence ?? code,
  }))
}

/** Templates for the wire, with how many plans were begun from each; plans the reader does not see count as well. */
export async function presentTemplates(scope: ReadScope, stored: readonly StoredTemplate[]): Promise<TemplateAnswer[]> {
  const { rows } = await sql<{ template_id: string; plans: number }>`
    select u.template_id, u.plans from mainstay.plan_template_uses() u`.execute(scope.db)
  const plans = new Map(rows.map((row) => [row.template_id, row.plans]))
  return stored.map(({ updatedAt, sections, ...template }) => ({
    ...template,
    sections: [...sections],
    plans: plans.get(template.id) ?? 0,
    faults: faultsOfSections(sections),
    updatedAt: updatedAt.toISOString(),
  }))
}

export async function presentTemplate(scope: ReadScope, stored: StoredTemplate): Promise<TemplateAnswer> {
  const [answer] = await presentTemplates(scope, [stored])
  if (!answer) throw new Error('a template was not presented')
  return answer
}

/** Gives a workspace that has no template yet the two starter ones. */
export async function ensureStarterTemplates(area: AreaContext, workspaceId: number): Promise<void> {
  const actor = await systemActorOf(area.pool, workspaceId)
  if (await area.useCases.read(actor, hasTemplates)) return
  await area.useCases.command(actor, noOrigin, async (scope) => {
    await lockTemplates(scope)
    if (await hasTemplates(scope)) return
    for (const { name, kind, sections } of starterTemplates()) {
      const starter = { name, familyId: randomUUID(), number: 1, status: 'active', tier: null, kind } as const
      const stored = await insertTemplate(scope, { ...starter, sections: sections.map(sectionOfStarter) })
      await scope.record({
        action: 'plans.template-activated',
        subjectType: 'plan_template',
        subjectId: stored.id,
        after: { name, number: 1, isStarter: true },
      })
    }
  })
}

async function hasTemplates(scope: ReadScope): Promise<boolean> {
  const row = await scope.db
    .selectFrom('mainstay.plan_template as t')
    .select('t.id')
    .where('t.workspace_id', '=', scope.workspaceId)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export function sectionOfStarter(section: StarterSection): PlanSection {
  return { ...section, fields: section.fields.map((field) => ({ ...field, choices: [...field.choices] })) }
}
