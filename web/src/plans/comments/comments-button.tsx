// How to use, beside whatever can be talked about:
//   <CommentsButton planId={plan.id} subjectKind="action" subjectId={action.id} title={action.title} />
// Kinds: plan (its own id), section (its key), statement, swot_item, objective, key_result, action, person,
// white_space_cell (unit:offering), purchase, buying_step, value_case (of the customer).
import { Button, Drawer } from '@mantine/core'
import IconMessage from '@tabler/icons-react/dist/esm/icons/IconMessage.mjs'
import { useState } from 'react'
import { useAccess } from '../../client/index.ts'
import { QuietButton } from '../../kit/layout/quiet-button.tsx'
import { QueryGate } from '../../kit/states/query-gate.tsx'
import { StateEmpty } from '../../kit/states/states.tsx'
import { isKept } from '../offline/send-or-keep.ts'
import { useKeptDraft } from '../shared/use-kept-draft.ts'
import { type TalkSubject, useAddComment, useCommentCount, useComments, type Words } from './api/comment-queries.ts'
import { CommentForm } from './comment-form.tsx'
import { CommentItem } from './comment-item.tsx'
import classes from './comments.module.css'
import { text } from './text.ts'

export interface CommentsButtonProps extends TalkSubject {
  /** What people call it. */
  readonly title: string
}

/** Opens what is said about something, and says how much there is. */
export function CommentsButton({ title, ...subject }: CommentsButtonProps) {
  const [isOpen, setOpen] = useState(false)
  const count = useCommentCount(subject)
  return (
    <>
      <QuietButton aria-label={text.open(title, count)} onClick={() => setOpen(true)}>
        <IconMessage size={15} stroke={1.6} aria-hidden />
        {count === 0 ? null : <span>{count}</span>}
      </QuietButton>
      {isOpen ? <CommentsDrawer title={title} {...subject} onClose={() => setOpen(false)} /> : null}
    </>
  )
}

export interface CommentsDrawerProps extends CommentsButtonProps {
  readonly onClose: () => void
}

/** What is said about something, at the right of whatever is on the screen. */
export function CommentsDrawer({ title, onClose, ...subject }: CommentsDrawerProps) {
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      title={text.title(title)}
      closeButtonProps={{ 'aria-label': text.close }}
    >
      <Talk {...subject} />
    </Drawer>
  )
}

function Talk(subject: TalkSubject) {
  const access = useAccess()
  const comments = useComments(subject)
  const mayWrite = access.may('plans:write')
  return (
    <>
      <QueryGate query={comments}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.rows)
          if (rows.length === 0) {
            return <StateEmpty title={text.none} sentence={mayWrite ? text.noneSentence : text.noneRead} />
          }
          return (
            <ul className={classes.list}>
              {rows.map((comment) => (
                <CommentItem key={comment.id} comment={comment} />
              ))}
            </ul>
          )
        }}
      </QueryGate>
      {comments.hasNextPage ? (
        <Button loading={comments.isFetchingNextPage} onClick={() => void comments.fetchNextPage()}>
          {text.more}
        </Button>
      ) : null}
      {mayWrite ? <NewComment subject={subject} writer={access.person?.id} /> : null}
    </>
  )
}

const NOTHING: Words = { content: '', mentionIds: [] }

function NewComment({ subject, writer }: { subject: TalkSubject; writer: string | undefined }) {
  const kept = useKeptDraft<Words>(`comment-${subject.planId}-${subject.subjectKind}-${subject.subjectId}`)
  const add = useAddComment(subject)
  const draft = kept.value ?? NOTHING
  const send = () =>
    add.mutate(draft, {
      onSuccess: kept.forget,
      onError: (error) => (isKept(error) ? kept.forget() : undefined),
    })
  return (
    <CommentForm
      planId={subject.planId}
      value={draft}
      onChange={kept.keep}
      onSubmit={send}
      submitLabel={text.form.send}
      isBusy={add.isPending}
      error={isKept(add.error) ? null : add.error}
      without={writer}
    />
  )
}
