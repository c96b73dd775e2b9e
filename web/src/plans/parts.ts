import type { ComponentType } from 'react'
import type { PartId } from './part-ids.ts'
import type { PartProps } from './part-props.ts'
import { text } from './text.ts'

export interface Part {
  readonly id: PartId
  readonly label: string
  readonly load: () => Promise<ComponentType<PartProps>>
}

/** What the plan page shows; the code of a part is loaded when it is first opened. */
export const PARTS: readonly Part[] = [
  {
    id: 'overview',
    label: text.parts.overview,
    load: async () => (await import('./overview/overview-part.tsx')).OverviewPart,
  },
  {
    id: 'situation',
    label: text.parts.situation,
    load: async () => (await import('./situation/situation-part.tsx')).SituationPart,
  },
  { id: 'swot', label: text.parts.swot, load: async () => (await import('./swot/swot-part.tsx')).SwotPart },
  {
    id: 'objectives',
    label: text.parts.objectives,
    load: async () => (await import('./objectives/objectives-part.tsx')).ObjectivesPart,
  },
  {
    id: 'actions',
    label: text.parts.actions,
    load: async () => (await import('./actions/actions-part.tsx')).ActionsPart,
  },
  {
    id: 'value',
    label: text.parts.value,
    load: async () => (await import('./value/value-part.tsx')).ValuePart,
  },
  {
    id: 'buying',
    label: text.parts.buying,
    load: async () => (await import('./buying/buying-part.tsx')).BuyingPart,
  },
  {
    id: 'team',
    label: text.parts.team,
    load: async () => (await import('./team/team-part.tsx')).TeamPart,
  },
  {
    id: 'history',
    label: text.parts.history,
    load: async () => (await import('./history/history-part.tsx')).HistoryPart,
  },
  {
    id: 'goals',
    label: text.parts.goals,
    load: async () => (await import('./goals/goals-part.tsx')).GoalsPart,
  },
  {
    id: 'white-space',
    label: text.parts.whiteSpace,
    load: async () => (await import('./white-space/white-space-part.tsx')).WhiteSpacePart,
  },
]
