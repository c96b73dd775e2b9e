import { useState } from 'react'
import { showFailure, showUndo } from '../../kit/feedback/undo-toast.tsx'
import { DateText } from '../../kit/figures/date-text.tsx'
import { QuietButton } from '../../kit/layout/quiet-button.tsx'
import { isKept } from '../offline/send-or-keep.ts'
import { ConflictNote } from '../shared/conflict-note.tsx'
import { isStale } from '../shared/stale.ts'
import { tellAfter } from '../shared/tell-after.ts'
import {
  type PlanComment,
  useChangeComment,
  usePutBackComment,
  useRemoveComment,
  type Words,
} from './api/comment-queries.ts'
import { CommentForm } from './comment-form.tsx'
import classes from './comments.module.css'
import { text } from './text.ts'

/** One comment with what its reader may do about it. */
export function CommentItem({ comment }: { comment: PlanComment }) {
  const [isEditing, setEditing] = useState(false)
  const remove = useRemoveComment(comment.planId)
  const putBack = usePutBackComment(comment.planId)
  const takeOut = () =>
    tellAfter(remove.mutateAsync(comment), {
      onSuccess: (removed) => showUndo({ message: text.removed, undo: () => putBack.mutateAsync(removed) }),
      onError: (error) => showFailure(error),
    })
  return (
    <li className={classes.item}>
      <p className={classes.head}>
        <b>{comment.author.name}</b>
        {comment.isOwn ? <span className={classes.muted}>{text.you}</span> : null}
        <span className={classes.muted}>
          <DateText value={comment.createdAt} form="instant" />
          {comment.editedAt === null ? null : `, ${text.edited}`}
        </span>
      </p>
      {isEditing ? (
        <EditComment comment={comment} onDone={() => setEditing(false)} />
      ) : (
        <>
          <p className={classes.words}>{comment.content}</p>
          {comment.mentions.length > 0 ? (
            <p className={classes.muted}>{text.told(comment.mentions.map(({ name }) => name).join(', '))}</p>
          ) : null}
          {comment.mayChange || comment.mayRemove ? (
            <div className={classes.deeds}>
              {comment.mayChange ? <QuietButton onClick={() => setEditing(true)}>{text.change}</QuietButton> : null}
              {comment.mayRemove ? (
                <QuietButton onClick={takeOut} disabled={remove.isPending}>
                  {text.remove}
                </QuietButton>
              ) : null}
            </div>
          ) : null}
        </>
      )}
    </li>
  )
}

/** The version that is changed is the one seen when the change began: a newer one is shown beside it. */
function EditComment({ comment, onDone }: { comment: PlanComment; onDone: () => void }) {
  const [seen, setSeen] = useState(comment.version)
  const [draft, setDraft] = useState<Words>({
    content: comment.content,
    mentionIds: comment.mentions.map(({ personId }) => personId),
  })
  const change = useChangeComment(comment)
  const save = (version: number) => {
    setSeen(version)
    change.mutate(
      { version, ...draft },
      { onSuccess: onDone, onError: (error) => (isKept(error) ? onDone() : undefined) },
    )
  }
  const isConflict = isStale(change.error) && comment.version !== seen
  return (
    <>
      {isConflict ? (
        <ConflictNote
          fields={[{ label: text.form.label, mine: draft.content, theirs: comment.content }]}
          isBusy={change.isPending}
          onKeepMine={() => save(comment.version)}
          onTakeTheirs={onDone}
        />
      ) : null}
      <CommentForm
        planId={comment.planId}
        value={draft}
        onChange={setDraft}
        onSubmit={() => save(seen)}
        onCancel={onDone}
        submitLabel={text.form.save}
        isBusy={change.isPending}
        error={isConflict ? null : change.error}
        without={comment.author.personId}
      />
    </>
  )
}
