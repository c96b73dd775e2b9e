import type { FirmnessAnswer } from '../firmness/stored-answer.ts'
import type { BookSource } from './book-source.ts'
import { type BookSection, sectionOf } from './section.ts'
import { percent, points, SITUATIONS } from './words.ts'

type FirmCriterion = FirmnessAnswer['criteria'][number]
type Edge = FirmnessAnswer['edges'][number]

/** How far each weight may move before the list changes, from the latest answer. */
export function firmnessSection({ firmness }: BookSource): BookSection {
  return sectionOf<FirmCriterion>({
    name: 'Firmness',
    sentences: firmness ? firmnessSentences(firmness) : [],
    empty: 'Nobody has asked how firm this list is, or the answer would show margins that the reader may not see.',
    columns: [
      { title: 'Criterion', cell: ({ name }) => name },
      { title: 'Share', kind: 'percent', cell: ({ share }) => share },
      { title: 'List changes with more weight', brief: 'Changes with more', cell: (one) => changeWords(one, one.more) },
      { title: 'List changes with less weight', brief: 'Changes with less', cell: (one) => changeWords(one, one.less) },
      { title: 'Without this criterion', cell: (one) => withoutWords(one) },
    ],
    rows: () => firmness?.criteria ?? [],
  })
}

function firmnessSentences(firmness: FirmnessAnswer): string[] {
  const { acceptability, situation, finishedAt, askedBy, isCurrent, inside } = firmness
  return [
    `Asked by ${askedBy}, answered on ${finishedAt.slice(0, 10)}.`,
    ...(isCurrent ? [] : ['Scores, criteria or places have changed since: ask again.']),
    ...(SITUATIONS[situation] === '' ? [] : [SITUATIONS[situation]]),
    `Over ${acceptability.draws} random weightings, ${acceptability.alwaysInside} of the ${inside} accounts inside were inside every time, and ${acceptability.everInside} were inside at least once.`,
  ]
}

function changeWords({ isHidden }: FirmCriterion, change: FirmCriterion['more']): string {
  if (isHidden) return 'hidden'
  if (!change) return 'never'
  const name = (one: typeof change.fallsOut) => one && (one.account?.name ?? 'an account you may not see')
  const falls = name(change.fallsOut)
  const comes = name(change.comesIn)
  const who = [comes && `${comes} comes in`, falls && `${falls} falls out`].filter(Boolean).join(', ')
  return `at ${percent(change.share)}${who ? `: ${who}` : ''}`
}

function withoutWords({ isHidden, without }: FirmCriterion): string | null {
  if (isHidden) return 'hidden'
  if (!without) return null
  if (without.fallsOut.total === 0 && without.comesIn.total === 0) return 'the same list'
  return `${without.fallsOut.total} fall out, ${without.comesIn.total} come in`
}

/** The accounts whose place hangs on little, each with why. */
export function edgeSection({ firmness }: BookSource): BookSection | null {
  if (!firmness) return null
  return sectionOf<Edge>({
    name: 'On the edge',
    sentences: [
      `An account counts as on the edge when a change of one weight by ${points(firmness.plausibleChange * 100)} points, one criterion, one rater or the draw of weights decides on its place.`,
    ],
    empty: 'No account stands on the edge.',
    columns: [
      { title: 'Rank', kind: 'number', cell: ({ rank }) => rank },
      { title: 'Account', cell: ({ account }) => account.name },
      { title: 'Code', cell: ({ account }) => account.code },
      { title: 'Now', cell: ({ isInside }) => (isInside ? 'inside' : 'outside') },
      { title: 'Because', place: 'beneath', cell: ({ reasons }) => reasons.map(edgeWords).join(' ') },
    ],
    rows: () => firmness.edges,
  })
}

function edgeWords({ code, name, change, insideShare }: Edge['reasons'][number]): string {
  const what = name ?? 'somebody you may not see'
  switch (code) {
    case 'selection/first-to-move':
      return `It is the first to move with the weight of ${what} (${signed(change)}).`
    case 'selection/moves-with-weight':
      return `It changes sides when the weight of ${what} moves by ${signed(change)}.`
    case 'selection/undecided-over-weights':
      return `It is inside in ${percent(insideShare ?? 0)} of the random weightings.`
    case 'selection/moves-without-criterion':
      return `It changes sides without ${what}.`
    case 'selection/moves-without-rater':
      return `It changes sides without the scores of ${what}.`
  }
}

function signed(change: number | null): string {
  if (change === null) return 'a little'
  return `${change > 0 ? '+' : '−'}${points(Math.abs(change) * 100)} points`
}
