import type { PlanSection } from '@mainstay/contract/plans'
import type { PlanContent } from '@mainstay/contract/plans-content'

/** The content of these sections alone, so that what is summed up over the plan tells nothing of the others. */
export function withinSections(content: PlanContent, sections: readonly PlanSection[]): PlanContent {
  const keys = new Set(sections.map(({ key }) => key))
  const parts = new Set(sections.map(({ part }) => part))
  const chosen = <Part>(part: PlanSection['part'], of: Part | null): Part | null => (parts.has(part) ? of : null)
  const { statements } = content
  return {
    ...content,
    statements: statements && {
      sections: statements.sections.filter(({ section }) => keys.has(section.key)),
      completeness: {
        ...statements.completeness,
        share: content.header.sections.every(({ key }) => keys.has(key)) ? statements.completeness.share : null,
        sections: statements.completeness.sections.filter(({ sectionKey }) => keys.has(sectionKey)),
      },
    },
    goals: chosen('goals', content.goals),
    whiteSpace: chosen('white_space', content.whiteSpace),
    swot: chosen('swot', content.swot),
    objectives: chosen('objectives', content.objectives),
    actions: chosen('actions', content.actions),
    buying: chosen('buying_process', content.buying),
    team: chosen('team', content.team),
    value: chosen('value_cases', content.value),
  }
}
