import type { PlanSection } from '@mainstay/contract/plans'
import type { PlanContent } from '@mainstay/contract/plans-content'
import { dayInWords } from '@mainstay/domain/kernel'
import { actionBlocks } from './chapters/actions.ts'
import { buyingBlocks } from './chapters/buying.ts'
import { decisionBlocks } from './chapters/decisions.ts'
import { goalBlocks } from './chapters/goals.ts'
import { lookBlocks, type Since } from './chapters/look.ts'
import { noteBlocks } from './chapters/notes.ts'
import { objectiveBlocks } from './chapters/objectives.ts'
import { statementBlocks } from './chapters/statements.ts'
import { swotBlocks } from './chapters/swot.ts'
import { teamBlocks } from './chapters/team.ts'
import { valueBlocks } from './chapters/value.ts'
import { whiteSpaceBlocks } from './chapters/white-space.ts'
import { withinSections } from './chosen-sections.ts'
import type { Audience, Block, Chapter, PlanDocument } from './plan-document.ts'

export interface DocumentWish {
  readonly audience: Audience
  /** Keys of sections; null for all. */
  readonly sections: readonly string[] | null
  readonly madeOn: string
  readonly madeBy: string
  readonly seesMargins: boolean
  readonly since: Since
}

/**
 * The plan as a document that tells the story of a review: one look, the numbers, what could be won, where they and we
 * stand, what we want, what we do, who does it, what is to be decided. The content is already what the audience may read.
 */
export function makeDocument(whole: PlanContent, wish: DocumentWish): PlanDocument {
  const { header } = whole
  const wanted = header.sections.filter(({ key }) => wish.sections === null || wish.sections.includes(key))
  const content = withinSections(whole, wanted)
  const chapters = sectionChapters(content, inStory(wanted), wish.audience)
  return {
    title: header.title,
    subtitle: `${header.account.name} (${header.account.code})${header.scope === '' ? '' : `, ${header.scope}`}`,
    about: aboutOf(content, wish),
    chapters: [
      ...filled('At a glance', lookBlocks(content, wish, missingIn(content, chapters))),
      ...chapters.filter(({ blocks }) => blocks.length > 0),
      ...filled(
        wish.audience === 'internal' ? 'Decisions asked' : 'What we ask of you',
        decisionBlocks(content, wish.audience),
      ),
    ],
  }
}

function filled(title: string, blocks: readonly Block[]): Chapter[] {
  return blocks.length === 0 ? [] : [{ title, blocks }]
}

function aboutOf({ header }: PlanContent, wish: DocumentWish): (readonly [string, string])[] {
  const first = header.periods[0]
  const last = header.periods.at(-1)
  const horizon: (readonly [string, string])[] =
    first && last ? [['Horizon', `${dayInWords(first.startsOn)} to ${dayInWords(last.endsOn)}`]] : []
  if (wish.audience === 'customer') return [...horizon, ['As of', dayInWords(wish.madeOn)]]
  return [
    ['Status', header.status],
    ...horizon,
    ...(header.tier === null ? [] : ([['Tier', header.tier]] as const)),
    ...(header.template === null
      ? []
      : ([['Template', `${header.template.name}, version ${header.template.number}`]] as const)),
    ...(header.parent === null ? [] : ([['Below', header.parent.title]] as const)),
    ['Margins', wish.seesMargins ? 'shown' : 'left out: the reader may not see them'],
    ['Made', `${dayInWords(wish.madeOn)} by ${wish.madeBy}`],
    ['For', 'our own people: not for the customer'],
  ]
}

const HOLDS_STATEMENTS: ReadonlySet<PlanSection['part']> = new Set(['statements', 'reviews'])
const STORY: Readonly<Record<PlanSection['part'], number>> = {
  goals: 1,
  white_space: 2,
  swot: 3,
  buying_process: 4,
  objectives: 5,
  actions: 6,
  value_cases: 7,
  statements: 8,
  reviews: 8,
  team: 9,
}

/** What a template puts before all records, such as who they are, stays at the beginning. */
function inStory(sections: readonly PlanSection[]): PlanSection[] {
  const begins = sections.findIndex(({ part }) => !HOLDS_STATEMENTS.has(part))
  const opening = begins === -1 ? sections : sections.slice(0, begins)
  const rest = begins === -1 ? [] : sections.slice(begins)
  return [...opening, ...rest.toSorted((one, other) => STORY[one.part] - STORY[other.part])]
}

/** A part is told once, where the first section of it stands; every section is followed by its notes. */
function sectionChapters(content: PlanContent, sections: readonly PlanSection[], audience: Audience): Chapter[] {
  const told = new Set<PlanSection['part']>()
  return sections.flatMap((section): Chapter[] => {
    const isTold = !HOLDS_STATEMENTS.has(section.part) && told.has(section.part)
    told.add(section.part)
    const part = isTold ? null : blocksOf(content, section, audience)
    const blocks = [...(part ?? []), ...noteBlocks(content.texts, section)]
    return part === null && blocks.length === 0 ? [] : [{ title: section.title, blocks }]
  })
}

/** Sections without a word, and fields that are asked for, in one list instead of a page each. */
function missingIn({ statements }: PlanContent, chapters: readonly Chapter[]): string[] {
  const empty = chapters.filter(({ blocks }) => blocks.length === 0).map(({ title }) => title)
  const asked = (statements?.completeness.sections ?? []).flatMap(({ title, missing }) =>
    missing.length === 0 || empty.includes(title) ? [] : [`${title}: ${missing.join(', ')}`],
  )
  return [...(empty.length > 0 ? [empty.join(', ')] : []), ...asked]
}

function blocksOf(content: PlanContent, section: PlanSection, audience: Audience): Block[] | null {
  switch (section.part) {
    // Reviews are written as statements until they have records of their own.
    case 'statements':
    case 'reviews': {
      const found = content.statements?.sections.find((each) => each.section.key === section.key)
      return found ? statementBlocks(found, audience) : null
    }
    case 'goals': {
      const labels = new Map(content.header.periods.map(({ number, label }) => [number, label]))
      return content.goals && goalBlocks(content.goals, labels, audience)
    }
    case 'white_space':
      return content.whiteSpace && whiteSpaceBlocks(content.whiteSpace, audience)
    case 'swot':
      return content.swot && swotBlocks(content.swot, audience)
    case 'buying_process':
      return content.buying && buyingBlocks(content.buying, audience)
    case 'objectives':
      return content.objectives && objectiveBlocks(content.objectives, audience)
    case 'actions':
      return content.actions && actionBlocks(content.actions, audience)
    case 'value_cases':
      return content.value && valueBlocks(content.value, audience)
    case 'team':
      return content.team && teamBlocks(content.team, audience)
  }
}
