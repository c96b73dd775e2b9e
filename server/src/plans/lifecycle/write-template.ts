import { randomUUID } from 'node:crypto'
import type { AuditAction } from '@mainstay/contract/audit'
import type { PlanSection } from '@mainstay/contract/plans'
import { moveTemplate, type TemplateMove } from '@mainstay/domain/plans'
import { orRefuse, Refused } from '../../platform/refusal.ts'
import type { WriteScope } from '../../platform/use-case.ts'
import {
  faultsOfSections,
  insertTemplate,
  lockTemplate,
  lockTemplates,
  presentTemplate,
  type StoredTemplate,
  selectTemplates,
  type TemplateAnswer,
  updateTemplate,
} from './template-store.ts'

export interface TemplateContent {
  readonly name: string
  readonly tier: string | null
  readonly kind: 'account' | 'unit'
  readonly sections: readonly PlanSection[]
}

interface Errand {
  readonly id: string
  readonly now: Date
}

/** Begins a template of its own. A draft may have faults; they are told and stand in the way of using it. */
export async function draftTemplate(scope: WriteScope, content: TemplateContent): Promise<TemplateAnswer> {
  await lockTemplates(scope)
  await refuseTakenName(scope, content.name, null)
  return insertDraft(scope, { ...content, familyId: randomUUID(), number: 1 })
}

/** Begins the next version of a template; the versions before it and the plans begun from them stay as they are. */
export async function reviseTemplate(scope: WriteScope, id: string): Promise<TemplateAnswer> {
  const stored = await lockTemplate(scope, id)
  const family = (await selectTemplates(scope)).filter(({ familyId }) => familyId === stored.familyId)
  const open = family.find(({ status }) => status === 'draft')
  if (open) throw new Refused('plans/template-draft-exists', { id: open.id, number: open.number })
  const number = Math.max(...family.map((one) => one.number)) + 1
  return insertDraft(scope, { ...stored, number })
}

export async function copyTemplate(
  scope: WriteScope,
  input: { readonly id: string; readonly name: string },
): Promise<TemplateAnswer> {
  const stored = await lockTemplate(scope, input.id)
  await refuseTakenName(scope, input.name, null)
  return insertDraft(scope, { ...stored, name: input.name, familyId: randomUUID(), number: 1 })
}

export async function changeTemplate(
  scope: WriteScope,
  { id, now, ...content }: Errand & TemplateContent,
): Promise<TemplateAnswer> {
  const stored = await lockTemplate(scope, id)
  scope.expectVersion(stored.version)
  orRefuse(moveTemplate(stored, 'change'))
  await refuseTakenName(scope, content.name, stored.familyId)
  const { name, tier, kind, sections } = content
  const changed = await updateTemplate(scope, stored, { name, tier, kind, sections, now })
  await recordTemplate(scope, 'plans.template-changed', {
    template: changed,
    before: contentOf(stored),
    after: contentOf(changed),
  })
  return presentTemplate(scope, changed)
}

/** Takes a version into use; the version used before it is archived in the same breath. */
export async function activateTemplate(scope: WriteScope, { id, now }: Errand): Promise<TemplateAnswer> {
  const stored = await lockTemplate(scope, id)
  scope.expectVersion(stored.version)
  moveOrRefuse(stored, 'activate')
  const all = await selectTemplates(scope)
  const before = all.find(({ familyId, status }) => familyId === stored.familyId && status === 'active')
  if (before) await updateTemplate(scope, before, { status: 'archived', now })
  const active = await updateTemplate(scope, stored, { status: 'active', now })
  await recordTemplate(scope, 'plans.template-activated', {
    template: active,
    before: { status: stored.status, active: before?.number ?? null },
    after: { status: 'active', active: active.number },
  })
  return presentTemplate(scope, active)
}

export async function archiveTemplate(scope: WriteScope, { id, now }: Errand): Promise<TemplateAnswer> {
  const stored = await lockTemplate(scope, id)
  scope.expectVersion(stored.version)
  moveOrRefuse(stored, 'archive')
  const archived = await updateTemplate(scope, stored, { status: 'archived', now })
  await recordTemplate(scope, 'plans.template-archived', {
    template: archived,
    before: { status: stored.status },
    after: { status: 'archived' },
  })
  return presentTemplate(scope, archived)
}

function moveOrRefuse(stored: StoredTemplate, move: TemplateMove): void {
  const result = moveTemplate(stored, move)
  if (!result.ok && result.refusal.code === 'plans/template-faulty') {
    throw new Refused('plans/template-faulty', result.refusal.detail, faultsOfSections(stored.sections))
  }
  orRefuse(result)
}

async function insertDraft(
  scope: WriteScope,
  template: TemplateContent & { readonly familyId: string; readonly number: number },
): Promise<TemplateAnswer> {
  const stored = await insertTemplate(scope, { ...template, status: 'draft' })
  await recordTemplate(scope, 'plans.template-drafted', {
    template: stored,
    after: { name: stored.name, number: stored.number },
  })
  return presentTemplate(scope, stored)
}

/** Two templates of one name could not be told apart, nor could a tier name one. */
async function refuseTakenName(scope: WriteScope, name: string, familyId: string | null): Promise<void> {
  const same = (await selectTemplates(scope)).find(
    (one) =>
      one.familyId !== familyId && one.status !== 'archived' && one.name.toLowerCase() === name.trim().toLowerCase(),
  )
  if (same) {
    throw new Refused('plans/template-name-taken', { name }, [
      { path: 'name', code: 'plans/template-name-taken', message: 'Another template has this name.' },
    ])
  }
}

function contentOf({ name, tier, kind, sections }: StoredTemplate): Record<string, unknown> {
  return { name, tier, kind, sections }
}

function recordTemplate(
  scope: WriteScope,
  action: AuditAction,
  fact: {
    readonly template: StoredTemplate
    readonly before?: Record<string, unknown>
    readonly after: Record<string, unknown>
  },
): Promise<void> {
  const { template, ...change } = fact
  return scope.record({ action, subjectType: 'plan_template', subjectId: template.id, ...change })
}
