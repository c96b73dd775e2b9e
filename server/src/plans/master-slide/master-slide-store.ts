import type { AuditAction } from '@mainstay/contract/audit'
import type { MasterSlide } from '@mainstay/contract/plans-master-slide'
import type { ReadScope, WriteScope } from '../../platform/use-case.ts'
import { entriesOf, type Parts, packed } from '../exports/deck-package.ts'
import { type CompanyMaster, readMaster } from './company-master.ts'
import { colorsOf } from './company-paint.ts'
import { fontsOf } from './company-stage.ts'
import { takeMaster } from './template-file.ts'

const PER_INCH = 914_400

/** The company's master; null where none was given. */
export async function findMaster(scope: ReadScope): Promise<CompanyMaster | null> {
  const row = await findRow(scope)
  return row ? readMaster(await unpacked(row.content)) : null
}

export async function showMaster(scope: ReadScope): Promise<MasterSlide | null> {
  const row = await findRow(scope)
  if (!row) return null
  const { content, ...facts } = row
  return present(readMaster(await unpacked(content)), { ...facts, bytes: content.length })
}

/** What is kept of a file; refuses what is no presentation, or holds what no master needs. */
export async function keptOf(file: Buffer): Promise<Buffer> {
  const parts = await takeMaster(file)
  readMaster(parts)
  return packed(parts)
}

/** Takes the place of the one before. */
export async function storeMaster(
  scope: WriteScope,
  { name, content, at }: { readonly name: string; readonly content: Buffer; readonly at: Date },
): Promise<MasterSlide | null> {
  const before = await findRow(scope)
  await scope.db
    .insertInto('mainstay.plan_master_slide')
    .values({
      workspace_id: scope.workspaceId,
      name,
      content,
      uploaded_by_name: scope.actor.name,
      uploaded_at: at,
    })
    .onConflict((conflict) =>
      conflict.column('workspace_id').doUpdateSet((eb) => ({
        name: eb.ref('excluded.name'),
        content: eb.ref('excluded.content'),
        uploaded_by_name: eb.ref('excluded.uploaded_by_name'),
        uploaded_at: eb.ref('excluded.uploaded_at'),
        version: eb('mainstay.plan_master_slide.version', '+', 1),
      })),
    )
    .execute()
  await recordChange(scope, 'plans.master-slide-given', { before: before?.name ?? null, after: name })
  return showMaster(scope)
}

export async function removeMaster(scope: WriteScope): Promise<null> {
  const row = await findRow(scope)
  scope.expectVersion(row?.version ?? 0)
  if (!row) return null
  await scope.db.deleteFrom('mainstay.plan_master_slide as m').where('m.workspace_id', '=', scope.workspaceId).execute()
  await recordChange(scope, 'plans.master-slide-removed', { before: row.name, after: null })
  return null
}

async function recordChange(
  scope: WriteScope,
  action: AuditAction,
  { before, after }: { readonly before: string | null; readonly after: string | null },
): Promise<void> {
  await scope.record({
    action,
    subjectType: 'plan_master_slide',
    subjectId: String(scope.workspaceId),
    ...(before === null ? {} : { before: { name: before } }),
    ...(after === null ? {} : { after: { name: after } }),
  })
}

function findRow(scope: ReadScope) {
  return scope.db
    .selectFrom('mainstay.plan_master_slide as m')
    .select(['m.name', 'm.content', 'm.version', 'm.uploaded_by_name', 'm.uploaded_at'])
    .where('m.workspace_id', '=', scope.workspaceId)
    .executeTakeFirst()
}

async function unpacked(content: Buffer): Promise<Parts> {
  return new Map(await entriesOf(content))
}

interface Kept {
  readonly name: string
  readonly bytes: number
  readonly version: number
  readonly uploaded_by_name: string
  readonly uploaded_at: Date
}

function present(company: CompanyMaster, kept: Kept): MasterSlide {
  const { layouts, titleLayout, contentLayout, names, width, height } = company
  return {
    name: kept.name,
    bytes: kept.bytes,
    width: width / PER_INCH,
    height: height / PER_INCH,
    layouts: layouts.map(({ name }) => name),
    titleLayout: titleLayout.name,
    contentLayout: contentLayout.name,
    fonts: fontsOf(company),
    colors: colorsOf(company),
    pictures: names.filter((name) => company.typeOf(name).startsWith('image/')).length,
    uploadedByName: kept.uploaded_by_name,
    uploadedAt: kept.uploaded_at.toISOString(),
    version: kept.version,
  }
}
