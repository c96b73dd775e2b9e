import type { SampleCompany } from '@mainstay/demo'
import { sql } from 'kysely'
import type { WriteScope } from '../../platform/use-case.ts'

/** Keys by which the sample company names criteria of the starter set. */
const CRITERION_KEYS: Readonly<Record<string, string>> = { willingness_to_plan: 'willing_to_plan' }

/**
 * Enters what the invented people of the sample company think of their accounts; run after its files are imported. Runs
 * twice without doubling anything. Answers how many judgements were entered.
 */
export async function loadSampleJudgements(
  scope: WriteScope,
  sample: Pick<SampleCompany, 'judgements' | 'people'>,
): Promise<number> {
  const names = new Map(sample.people.map(({ code, name }) => [code, name]))
  const { judgements } = sample
  const { rows } = await sql<{ id: string }>`
    insert into mainstay.judgement (workspace_id, account_id, criterion_key, score, person_id, person_name, judged_on)
    select ${scope.workspaceId}, a.group_id, s.criterion_key, s.score, s.person_id, s.person_name, s.judged_on
    from unnest(${judgements.map(({ customerCode }) => customerCode)}::text[],
      ${judgements.map(({ criterionKey }) => CRITERION_KEYS[criterionKey] ?? criterionKey)}::text[],
      ${judgements.map(({ score }) => score)}::smallint[],
      ${judgements.map(({ authorCode }) => `sample:${authorCode}`)}::text[],
      ${judgements.map(({ authorCode }) => names.get(authorCode) ?? authorCode)}::text[],
      ${judgements.map(({ date }) => date)}::date[]) with ordinality
      as s(code, criterion_key, score, person_id, person_name, judged_on, position)
    join mainstay.account a on a.workspace_id = ${scope.workspaceId} and a.code = s.code
    where not exists (select 1 from mainstay.judgement j
      where j.workspace_id = ${scope.workspaceId} and j.account_id = a.group_id and j.criterion_key = s.criterion_key
        and j.person_id = s.person_id and j.judged_on = s.judged_on)
    order by s.position returning id`.execute(scope.db)
  await scope.record({
    action: 'selection.judged',
    subjectType: 'workspace',
    subjectId: String(scope.workspaceId),
    after: { judgements: rows.length, source: 'sample company' },
  })
  return rows.length
}
