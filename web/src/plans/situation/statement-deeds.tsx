import { client, inWorkspace } from '../../client/index.ts'
import { showFailure, showUndo } from '../../kit/feedback/undo-toast.tsx'
import { Tag } from '../../kit/figures/badges.tsx'
import { QuietButton } from '../../kit/layout/quiet-button.tsx'
import { isKept } from '../offline/send-or-keep.ts'
import { localToday } from '../shared/local-today.ts'
import { tellAfter } from '../shared/tell-after.ts'
import { useRemoveStatement, useRenewStatement, useRestoreStatement } from './api/statement-changes.ts'
import type { PlanStatement } from './api/statement-queries.ts'
import classes from './situation.module.css'
import { draftOf } from './statement-draft.ts'
import { text } from './text.ts'
import { useFocusBack } from './use-focus-back.ts'
import type { StatementEditor } from './use-statement-editor.ts'

const NAME_LENGTH = 60

/** The beginning of a statement, as the name of the buttons about it. */
export function nameOf(content: string): string {
  return content.length > NAME_LENGTH ? `${content.slice(0, NAME_LENGTH)}…` : content
}

export interface StatementDeedsProps {
  readonly planId: string
  /** Null for a field without a value. */
  readonly statement: PlanStatement | null
  /** What the buttons are about, for those who do not see where they stand. */
  readonly name: string
  readonly editor: StatementEditor
  readonly removeLabel: string
}

/** What can be done with a statement or field. */
export function StatementDeeds({ planId, statement, name, editor, removeLabel }: StatementDeedsProps) {
  const editLabel = statement === null ? text.fillIn : text.edit
  const opener = useFocusBack(editor)
  return (
    <div className={classes.deeds}>
      {editor.isUnsaved ? (
        <Tag tone="caution" title={text.form.restored}>
          {text.unsaved}
        </Tag>
      ) : null}
      {statement === null ? null : <StillTrue planId={planId} statement={statement} name={name} />}
      <QuietButton ref={opener} aria-label={text.of(editLabel, name)} onClick={editor.open}>
        {editLabel}
      </QuietButton>
      {statement === null ? null : <TakeOut planId={planId} statement={statement} label={removeLabel} name={name} />}
    </div>
  )
}

interface DeedProps {
  readonly planId: string
  readonly statement: PlanStatement
  readonly name: string
}

/** Says in one press that a statement holds as of today. */
export function StillTrue({ planId, statement, name }: DeedProps) {
  const renew = useRenewStatement(planId)
  const today = localToday(new Date())
  if (statement.asOf >= today || statement.doubtfulFrom === null) return null
  const { id, version } = statement
  const confirm = () =>
    renew.mutate(
      { id, version, asOf: today, name },
      {
        onError: (error) => (isKept(error) ? undefined : showFailure(error)),
        onSuccess: (renewed) => {
          const back = { planId, id, ...draftOf(statement, '') }
          showUndo({
            message: text.renewed,
            undo: () => client.plans.changeStatement(inWorkspace(back), { context: { version: renewed.version } }),
          })
        },
      },
    )
  return (
    <QuietButton
      aria-label={text.of(text.stillTrue, name)}
      title={text.stillTrueHint}
      data-wanted={statement.freshness !== 'fresh'}
      className={classes.stillTrue}
      disabled={renew.isPending}
      onClick={confirm}
    >
      {text.stillTrue}
    </QuietButton>
  )
}

function TakeOut({ planId, statement, name, label }: DeedProps & { readonly label: string }) {
  const remove = useRemoveStatement(planId)
  const restore = useRestoreStatement(planId)
  const { id, version } = statement
  const takeOut = () =>
    tellAfter(remove.mutateAsync({ id, version }), {
      onError: (error) => showFailure(error),
      onSuccess: (gone) =>
        showUndo({ message: text.removed, undo: () => restore.mutateAsync({ id, version: gone.version }) }),
    })
  return (
    <QuietButton aria-label={text.of(label, name)} disabled={remove.isPending} onClick={takeOut}>
      {label}
    </QuietButton>
  )
}
