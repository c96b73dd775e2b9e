import type { BookSource } from './book-source.ts'
import { criteriaSection, gatesSection, sizeSection } from './criteria-sections.ts'
import { decisionSection, judgementSection, overrideSection } from './decision-sections.ts'
import { edgeSection, firmnessSection } from './firmness-sections.ts'
import { rankingSection } from './ranking-section.ts'
import { type BookSection, sectionOf } from './section.ts'

/** The decision book: what was asked, what came out, how firm it is, what was decided, and by whom. */
export interface DecisionBook {
  readonly title: string
  readonly subtitle: string
  /** What the book is of: pairs of a question and its answer, for the first page. */
  readonly about: readonly (readonly [string, string])[]
  readonly sections: readonly BookSection[]
}

export function decisionBook(source: BookSource): DecisionBook {
  const about = aboutOf(source)
  const sections = [
    rankingSection(source),
    criteriaSection(source),
    gatesSection(source),
    sizeSection(source),
    firmnessSection(source),
    edgeSection(source),
    decisionSection(source),
    overrideSection(source),
    judgementSection(source),
  ]
  return {
    title: 'Decision book',
    subtitle: source.workspaceName,
    about,
    sections: sections.filter((section) => section !== null),
  }
}

/** The first sheet of the workbook. */
export function aboutSection({ about }: DecisionBook): BookSection {
  return sectionOf<readonly [string, string]>({
    name: 'About',
    empty: '',
    columns: [
      { title: 'Decision book', cell: ([question]) => question },
      { title: 'Answer', cell: ([, answer]) => answer },
    ],
    rows: () => about,
  })
}

function aboutOf(source: BookSource): (readonly [string, string])[] {
  const { ranked, scope, publication, firmness, today, madeAt } = source
  const { criteriaSet } = ranked.book
  const { state } = ranked
  return [
    ['Criteria', `${criteriaSet.name}, version ${criteriaSet.number} (${criteriaSet.status})`],
    ...publicationLines(publication),
    ['Scores as of', `${today}, worked out ${moment(state.computedAt ?? madeAt)}`],
    ...(scope.actor.visibility === 'all'
      ? ([['Candidates', String(ranked.book.accountIds.length)]] as const)
      : ([['Candidates', 'only those that the reader may see']] as const)),
    ['Places in the tiers', state.tiers.map(({ name, capacity }) => `${name} ${capacity}`).join(', ') || 'no tiers'],
    [
      'Firmness',
      firmness
        ? `tested ${firmness.finishedAt.slice(0, 10)}${firmness.isCurrent ? '' : ', out of date'}`
        : 'not tested',
    ],
    ['Margins', scope.actor.seesMargins ? 'shown' : 'left out: the reader may not see them'],
    ['Made', `${moment(madeAt)} by ${scope.actor.name}`],
  ]
}

function publicationLines({
  publishedAt,
  publishedBy,
  reason,
}: BookSource['publication']): (readonly [string, string])[] {
  if (!publishedAt) return [['Published', 'not published: a draft']]
  return [
    ['Published', `${publishedAt.toISOString().slice(0, 10)}${publishedBy ? ` by ${publishedBy}` : ''}`],
    ...(reason ? ([['Reason of this version', reason]] as const) : []),
  ]
}

function moment(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`
}
