import type { PlanSection } from '@mainstay/contract/plans'
import type { PlanContent } from '@mainstay/contract/plans-content'
import { actionBlocks } from './chapters/actions.ts'
import { goalBlocks } from './chapters/goals.ts'
import { noteBlocks } from './chapters/notes.ts'
import { objectiveBlocks } from './chapters/objectives.ts'
import { statementBlocks } from './chapters/statements.ts'
import { swotBlocks } from './chapters/swot.ts'
import { teamBlocks } from './chapters/team.ts'
import { whiteSpaceBlocks } from './chapters/white-space.ts'
import type { Audience, Block, Chapter, PlanDocument } from './plan-document.ts'

export interface DocumentWish {
  readonly audience: Audience
  /** Keys of sections; null for all. */
  readonly sections: readonly string[] | null
  readonly madeOn: string
  readonly madeBy: string
  readonly seesMargins: boolean
}

/** The plan as a document. The content is already what the audience may read. */
export function makeDocument(content: PlanContent, wish: DocumentWish): PlanDocument {
  const { header } = content
  const wanted = header.sections.filter(({ key }) => wish.sections === null || wish.sections.includes(key))
  return {
    title: header.title,
    subtitle: `${header.account.name} (${header.account.code})${header.scope === '' ? '' : `, ${header.scope}`}`,
    about: aboutOf(content, wish),
    chapters: chaptersOf(content, wanted, wish.audience),
  }
}

function aboutOf({ header }: PlanContent, wish: DocumentWish): (readonly [string, string])[] {
  const first = header.periods[0]
  const last = header.periods.at(-1)
  const horizon: (readonly [string, string])[] =
    first && last ? [['Horizon', `${first.startsOn} to ${last.endsOn}`]] : []
  if (wish.audience === 'customer') return [...horizon, ['As of', wish.madeOn]]
  return [
    ['Status', header.status],
    ...horizon,
    ...(header.tier === null ? [] : ([['Tier', header.tier]] as const)),
    ...(header.template === null
      ? []
      : ([['Template', `${header.template.name}, version ${header.template.number}`]] as const)),
    ...(header.parent === null ? [] : ([['Below', header.parent.title]] as const)),
    ['Margins', wish.seesMargins ? 'shown' : 'left out: the reader may not see them'],
    ['Made', `${wish.madeOn} by ${wish.madeBy}`],
    ['For', 'our own people: not for the customer'],
  ]
}

const HOLDS_STATEMENTS: ReadonlySet<PlanSection['part']> = new Set(['statements', 'reviews'])

/** A part is told once, where the first section of it stands; every section is followed by its notes. */
function chaptersOf(content: PlanContent, sections: readonly PlanSection[], audience: Audience): Chapter[] {
  const told = new Set<PlanSection['part']>()
  return sections.flatMap((section): Chapter[] => {
    const isTold = !HOLDS_STATEMENTS.has(section.part) && told.has(section.part)
    told.add(section.part)
    const part = isTold ? null : blocksOf(content, section, audience)
    const blocks = [...(part ?? []), ...noteBlocks(content.texts, section)]
    return part === null && blocks.length === 0 ? [] : [{ title: section.title, blocks }]
  })
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
    case 'objectives':
      return content.objectives && objectiveBlocks(content.objectives, audience)
    case 'actions':
      return content.actions && actionBlocks(content.actions, audience)
    case 'team':
      return content.team && teamBlocks(content.team, audience)
  }
}
