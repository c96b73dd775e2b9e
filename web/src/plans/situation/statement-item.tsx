import { CommentsButton } from '../comments/comments-button.tsx'
import type { PlanStatement } from './api/statement-queries.ts'
import type { SectionContext } from './section-context.ts'
import classes from './situation.module.css'
import { nameOf, StatementDeeds } from './statement-deeds.tsx'
import { StatementForm } from './statement-form.tsx'
import { StatementMeta } from './statement-meta.tsx'
import { text } from './text.ts'
import { useStatementEditor } from './use-statement-editor.ts'

export interface StatementItemProps {
  readonly context: SectionContext
  readonly statement: PlanStatement
}

/** A statement of its own, which is changed in place. */
export function StatementItem({ context: { planId, sectionKey, mayWrite }, statement }: StatementItemProps) {
  const editor = useStatementEditor({ planId, sectionKey, fieldKey: null }, statement)
  if (editor.isOpen) {
    return (
      <li className={classes.item}>
        <StatementForm editor={editor} field={null} />
      </li>
    )
  }
  return (
    <li className={classes.item}>
      <p className={classes.content}>{statement.content}</p>
      <div className={classes.itemFoot}>
        <StatementMeta statement={statement} />
        <div className={classes.deeds}>
          {mayWrite ? (
            <StatementDeeds
              planId={planId}
              statement={statement}
              name={nameOf(statement.content)}
              editor={editor}
              removeLabel={text.remove}
            />
          ) : null}
          <CommentsButton
            planId={planId}
            subjectKind="statement"
            subjectId={statement.id}
            title={nameOf(statement.content)}
          />
        </div>
      </div>
    </li>
  )
}
