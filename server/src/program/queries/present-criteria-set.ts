import type { criteriaSet } from '@mainstay/contract/program'
import { needsPublishReason, sizeWeightShare } from '@mainstay/domain/program'
import type { z } from 'zod'
import { Refused } from '../../platform/refusal.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import { type CriteriaSetRow, selectCriteriaSets } from '../criteria-store.ts'
import { contentOf, faultsOf } from '../definition.ts'
import { presentSource } from '../weighting/weight-source.ts'

export type CriteriaSetAnswer = z.infer<typeof criteriaSet>

export function presentCriteriaSet(row: CriteriaSetRow): CriteriaSetAnswer {
  const content = contentOf(row.definition)
  return {
    id: row.id,
    name: row.name,
    number: row.number,
    status: row.status,
    definition: row.definition,
    faults: faultsOf(row.definition),
    needsPublishReason: needsPublishReason(content),
    sizeWeightShare: sizeWeightShare(content.criteria),
    isStarter: row.is_starter,
    publishReason: row.publish_reason,
    publishedAt: row.published_at?.toISOString() ?? null,
    publishedBy: row.published_by,
    retiredAt: row.retired_at?.toISOString() ?? null,
    weightSource: presentSource(row),
    version: row.version,
    updatedAt: row.updated_at.toISOString(),
  }
}

/** All versions, newest first. */
export async function listCriteriaSets(scope: ReadScope): Promise<{ rows: CriteriaSetAnswer[] }> {
  const rows = await selectCriteriaSets(scope).orderBy('c.number', 'desc').limit(500).execute()
  return { rows: rows.map(presentCriteriaSet) }
}

export async function readCriteriaSet(scope: ReadScope, id: string): Promise<CriteriaSetAnswer> {
  const row = await selectCriteriaSets(scope).where('c.id', '=', id).executeTakeFirst()
  if (!row) throw new Refused('http/not-found')
  return presentCriteriaSet(row)
}
