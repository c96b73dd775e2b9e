import { MEASURES, totalWeight } from '@mainstay/domain/program'
import type { Ranked } from '../queries/rank.ts'
import type { BookSource } from './book-source.ts'
import { type BookSection, sectionOf } from './section.ts'
import { BIAS_WARNINGS, percent } from './words.ts'

type Content = Ranked['book']['criteriaSet']['content']

/** The criteria as they were applied: what each means, how much it weighs, and its fixed scale. */
export function criteriaSection({ ranked }: BookSource): BookSection {
  const { content } = ranked.book.criteriaSet
  const whole = totalWeight(content.criteria)
  const { accountsWithEvidence } = ranked.book
  return sectionOf<readonly [Content['criteria'][number], number]>({
    name: 'Criteria',
    sentences: [
      `An account needs evidence for ${percent(content.minimumConfidence)} of the weight to be ranked among the others. Without evidence for a criterion it takes the account’s own mean there.`,
    ],
    empty: 'The set has no criterion.',
    columns: [
      { title: 'Number', brief: 'No', kind: 'number', cell: ([, index]) => index + 1 },
      { title: 'Criterion', cell: ([one]) => one.name },
      { title: 'Weight', kind: 'number', cell: ([one]) => one.weight },
      { title: 'Share', kind: 'percent', cell: ([one]) => (whole > 0 ? one.weight / whole : null) },
      { title: 'From', cell: ([one]) => sourceWords(one.source) },
      { title: 'Tells size', brief: 'Size', cell: ([one]) => (one.isSizeCriterion ? 'yes' : null) },
      {
        title: 'Accounts with evidence',
        brief: 'Evidence',
        kind: 'number',
        cell: ([, index]) => accountsWithEvidence[index] ?? 0,
      },
      { title: 'Means', place: 'beneath', cell: ([one]) => one.definition },
      { title: 'Scale', place: 'beneath', cell: ([one]) => scaleWords(one) },
    ],
    rows: () => content.criteria.map((one, index) => [one, index] as const),
  })
}

function sourceWords(source: Content['criteria'][number]['source']): string {
  return source.kind === 'judged' ? 'judged by people' : `ledger: ${MEASURES[source.measure].name}`
}

function scaleWords({ anchors, source }: Content['criteria'][number]): string {
  const unit = source.kind === 'measured' ? MEASURES[source.measure].unit : null
  return anchors
    .map(({ raw, points, sentence }) => {
      const value = unit === 'fraction' ? percent(raw) : raw.toLocaleString('en-US')
      return sentence ? `${value}: ${sentence} (${points} points)` : `${value} earns ${points}`
    })
    .join(' · ')
}

/** What an account must pass whatever its score; left out where the set has none. */
export function gatesSection({ ranked }: BookSource): BookSection | null {
  const { gates, criteria } = ranked.book.criteriaSet.content
  if (gates.length === 0) return null
  return sectionOf<Content['gates'][number]>({
    name: 'Gates',
    empty: '',
    columns: [
      { title: 'Gate', cell: ({ name }) => name },
      {
        title: 'Looks at',
        cell: ({ subject }) =>
          subject.kind === 'measured'
            ? MEASURES[subject.measure].name
            : (criteria.find(({ key }) => key === subject.criterionKey)?.name ?? subject.criterionKey),
      },
      { title: 'Must be', cell: ({ operator }) => (operator === 'at_least' ? 'at least' : 'at most') },
      { title: 'Value', kind: 'number', cell: ({ value }) => value },
    ],
    rows: () => gates,
  })
}

/** Whether size decides: the measures, and whom it alone brings in. */
export function sizeSection({ ranked, scope }: BookSource): BookSection {
  const { bias } = ranked
  const hasAll = scope.actor.visibility === 'all'
  const facts: (readonly [string, string])[] = bias
    ? [
        ['Rank correlation of score and spend', bias.rankCorrelation.value?.toFixed(2) ?? 'not known'],
        ['Share of the weight on size', percent(bias.sizeWeightShare)],
        ...(hasAll
          ? ([
              ['Accounts in only through size criteria', String(bias.wouldNotQualify.sizeHidden.length)],
              ['Accounts in only through their spend', String(bias.wouldNotQualify.spendRemoved.length)],
            ] as const)
          : []),
      ]
    : []
  return sectionOf<readonly [string, string]>({
    name: 'Size',
    sentences: bias?.warnings.map(({ code }) => BIAS_WARNINGS[code] ?? code) ?? [],
    empty: 'It could not be told.',
    columns: [
      { title: 'Question', cell: ([question]) => question },
      { title: 'Answer', cell: ([, answer]) => answer },
    ],
    rows: () => facts,
  })
}
