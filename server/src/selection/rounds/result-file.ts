import type { CellValue } from '../../platform/files/index.ts'
import { type ResultRow, resultRows } from './result-rows.ts'
import type { RoundOutcome } from './results.ts'

const KINDS = {
  settled: 'settled',
  agreed: 'agreed',
  one_rater: 'one rater',
  discuss: 'open for discussion',
  no_evidence: 'nobody scored',
} as const satisfies Record<ResultRow['cells'][number]['kind'], string>

/** The results of a round as rows of a file: one for each account and criterion, with what every rater gave. */
export function* resultCells(outcome: RoundOutcome): Generator<readonly CellValue[]> {
  const { raters, criteria } = outcome.stored
  const names = new Map(criteria.map(({ criterionKey, name }) => [criterionKey, name]))
  const people = new Map(raters.map(({ personId, name }) => [personId, name]))
  yield [
    ...['Code', 'Account', 'Criterion', 'Result', 'Level', 'Mean', 'Mean without severity', 'Levels apart'],
    ...raters.map(({ name, function: part }) => `${name} (${part})`),
    ...['Comments', 'Settled by', 'Note'],
  ]
  for (const { account, cells } of resultRows(outcome)) {
    for (const cell of cells) {
      const given = new Map(cell.scores.map((one) => [one.personId, one.score ?? 0]))
      const comments = cell.scores.flatMap(({ personId, comment }) =>
        comment === null ? [] : [`${people.get(personId) ?? personId}: ${comment}`],
      )
      yield [
        account.code,
        account.name,
        names.get(cell.criterionKey) ?? cell.criterionKey,
        KINDS[cell.kind],
        cell.level,
        cell.mean,
        cell.correctedMean,
        cell.range,
        ...raters.map(({ personId }) => given.get(personId) ?? null),
        comments.join('\n'),
        cell.settlement?.byName ?? null,
        cell.settlement?.note ?? null,
      ]
    }
  }
}
