import type { PlanSection } from '@mainstay/contract/plans'
import type { PlanCompleteness, StatementSection, StatementsPart } from '@mainstay/contract/plans-statements'
import { answersBefore, planCompleteness, sectionCompleteness } from '@mainstay/domain/plans'
import type { ReadScope } from '../../platform/use-case.ts'
import { type StoredPlan, visibleSections } from '../plan-store.ts'
import { filledParts } from './part-contents.ts'
import { statementSections } from './sections.ts'
import { presentStatement, type StatementRow, selectAnswers, selectStatements } from './statement-store.ts'

/** Every section of statements and fields the reader may see, and how complete what they may see is. */
export async function readStatementsPart(scope: ReadScope, plan: StoredPlan, today: string): Promise<StatementsPart> {
  const sections = await statementSections(scope, plan)
  const rows = rowsBySection(await selectStatements(scope, plan))
  const earlier = await earlierAnswers(scope, plan, sections, rows)
  return {
    sections: sections.map((section) => {
      const present = (row: StatementRow) => presentStatement(row, section, today)
      const inSection = rows.get(section.key) ?? []
      return {
        section,
        values: inSection.filter((row) => isValue(section, row)).map(present),
        earlier: inSection.flatMap((row) => earlier.get(row.id) ?? []),
        statements: inSection.filter((row) => !isValue(section, row)).map(present),
      }
    }),
    completeness: await completenessOf(scope, plan, rows),
  }
}

/** What was answered before to fields with given answers, by the statement that holds the answer of now. */
async function earlierAnswers(
  scope: ReadScope,
  plan: StoredPlan,
  sections: readonly PlanSection[],
  rows: ReadonlyMap<string, readonly StatementRow[]>,
): Promise<ReadonlyMap<string, StatementSection['earlier']>> {
  const choices = sections.flatMap((section) =>
    (rows.get(section.key) ?? []).filter(({ field_key: key }) =>
      section.fields.some((field) => field.key === key && field.kind === 'choice'),
    ),
  )
  const told = await selectAnswers(
    scope,
    plan,
    choices.map(({ id }) => id),
  )
  return new Map(
    choices.map(({ id, field_key: fieldKey }) => [
      id,
      answersBefore(told.get(id) ?? []).map((answer) => ({ fieldKey: fieldKey ?? '', ...answer })),
    ]),
  )
}

/** How far the plan is written, by the sections the reader may see. */
async function completenessOf(
  scope: ReadScope,
  plan: StoredPlan,
  rows: ReadonlyMap<string, readonly StatementRow[]>,
): Promise<PlanCompleteness> {
  const parts = await filledParts(scope, plan, { withMargins: scope.actor.seesMargins })
  const sections = await visibleSections(scope, plan)
  const counted = sections.map((section) => {
    const inSection = rows.get(section.key) ?? []
    const filled = inSection.flatMap((row) => (isValue(section, row) && row.field_key !== null ? [row.field_key] : []))
    return sectionCompleteness(section, {
      filledFields: new Set(filled),
      items: inSection.length - filled.length + (parts.has(section.part) ? 1 : 0),
    })
  })
  return {
    ...planCompleteness(counted),
    sections: counted.map(({ missing, ...rest }) => ({ ...rest, missing: [...missing] })),
  }
}

/** What was written into a field that the section no longer has stays as a statement of its own. */
function isValue(section: PlanSection, { field_key: key }: StatementRow): boolean {
  return key !== null && section.fields.some((field) => field.key === key)
}

function rowsBySection(rows: readonly StatementRow[]): ReadonlyMap<string, readonly StatementRow[]> {
  return Map.groupBy(rows, (row) => row.section_key)
}
