import type { PlanSection } from '@mainstay/contract/plans'
import type { PlanContent } from '@mainstay/contract/plans-content'
import type { PlanList } from '@mainstay/domain/plans'
import {
  actionList,
  buyingLists,
  goalLists,
  keyResultList,
  objectiveList,
  planItselfList,
  statementLists,
  swotList,
  teamList,
  textList,
  whiteSpaceLists,
} from './part-lists.ts'
import { valueLists } from './value-lists.ts'

/** How somebody looks at a plan: the sections hidden from them, and whether they see margins. */
export interface Sight {
  readonly hiddenKeys: ReadonlySet<string>
  readonly seesMargins: boolean
}

/** Notes belong to every section, whatever part it shows. */
type PartKey = Exclude<keyof PlanContent, 'header' | 'texts'>

/** What sections show of each; reviews are statements too. */
const PARTS: Readonly<Record<PartKey, readonly PlanSection['part'][]>> = {
  statements: ['statements', 'reviews'],
  team: ['team'],
  swot: ['swot'],
  objectives: ['objectives'],
  actions: ['actions'],
  goals: ['goals'],
  whiteSpace: ['white_space'],
  value: ['value_cases'],
  buying: ['buying_process'],
}

const TITLES: Readonly<Record<PartKey, string>> = {
  statements: 'Statements',
  team: 'Team',
  swot: 'SWOT',
  objectives: 'Objectives',
  actions: 'Actions',
  goals: 'Goals',
  whiteSpace: 'White space',
  value: 'Value cases',
  buying: 'Buying process',
}

/** The content without what somebody may not see: parts all of whose sections are hidden, and hidden sections. */
export function withinSight(content: PlanContent, { hiddenKeys }: Sight): PlanContent {
  const sections = content.header.sections.filter(({ key }) => !hiddenKeys.has(key))
  const shown = <Part>(key: PartKey, part: Part | null): Part | null =>
    sections.some((section) => PARTS[key].includes(section.part)) ? part : null
  const statements = shown('statements', content.statements)
  return {
    header: { ...content.header, sections },
    statements: statements && {
      ...statements,
      sections: statements.sections.filter(({ section }) => !hiddenKeys.has(section.key)),
    },
    team: shown('team', content.team),
    swot: shown('swot', content.swot),
    objectives: shown('objectives', content.objectives),
    actions: shown('actions', content.actions),
    goals: shown('goals', content.goals),
    whiteSpace: shown('whiteSpace', content.whiteSpace),
    value: shown('value', content.value),
    buying: shown('buying', content.buying),
    texts: content.texts && { texts: content.texts.texts.filter(({ sectionKey }) => !hiddenKeys.has(sectionKey)) },
  }
}

const PART_KEYS = Object.keys(PARTS) as PartKey[]

/** Two moments with only the parts that both have, and the titles of those that one lacks. */
export function withCommonParts(
  before: PlanContent,
  after: PlanContent,
): { readonly before: PlanContent; readonly after: PlanContent; readonly notCommon: string[] } {
  const lone = PART_KEYS.filter((key) => (before[key] === null) !== (after[key] === null))
  const without = Object.fromEntries(lone.map((key) => [key, null]))
  return {
    before: { ...before, ...without },
    after: { ...after, ...without },
    notCommon: lone.map((key) => TITLES[key]),
  }
}

/**
 * What people wrote in a plan, as lists of things with named values. Figures that the ledger moves by itself, and sums
 * over plans below, are no part of it: they differ from day to day without anybody's doing.
 */
export function listsOfPlan(content: PlanContent, sight: Sight): PlanList[] {
  const { statements, team, swot, objectives, actions, goals, whiteSpace, value, buying, texts } = content
  return [
    planItselfList(content.header),
    ...(statements ? statementLists(statements) : []),
    ...(goals ? goalLists(goals, sight) : []),
    ...(whiteSpace ? whiteSpaceLists(whiteSpace) : []),
    ...(swot ? [swotList(swot)] : []),
    ...(buying ? buyingLists(buying, { namesOwners: team !== null }) : []),
    ...(objectives ? [objectiveList(objectives, sight), keyResultList(objectives, sight)] : []),
    ...(actions ? [actionList(actions, { namesObjectives: objectives !== null })] : []),
    ...(value ? valueLists(value, { ...sight, namesOwners: team !== null }) : []),
    ...(team ? [teamList(team)] : []),
    ...(texts ? [textList(texts, content.header)] : []),
  ]
}
