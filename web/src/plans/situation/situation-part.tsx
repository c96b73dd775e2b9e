import { QueryGate } from '../../kit/states/query-gate.tsx'
import type { PartProps } from '../part-props.ts'
import { useStatements } from './api/statement-queries.ts'
import { CompletenessPanel } from './completeness-panel.tsx'
import { SectionPanel } from './section-panel.tsx'
import classes from './situation.module.css'

/** What is known of the customer and of us with them: sections of fields and statements, with their age. */
export function SituationPart({ plan, access, mayWrite }: PartProps) {
  const statements = useStatements(plan.id)
  return (
    <QueryGate query={statements}>
      {(part) => (
        <div className={classes.columns}>
          <div className={classes.sections}>
            {part.sections.map((content) => (
              <SectionPanel
                key={content.section.key}
                planId={plan.id}
                currency={access.currency}
                mayWrite={mayWrite}
                content={content}
              />
            ))}
          </div>
          <div className={classes.side}>
            <CompletenessPanel plan={plan} part={part} />
          </div>
        </div>
      )}
    </QueryGate>
  )
}
