import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import { showFailure, showNotice } from '../../kit/feedback/undo-toast.tsx'
import { formatDate } from '../../kit/format/date.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatNumber } from '../../kit/format/number.ts'
import { QuietButton } from '../../kit/layout/quiet-button.tsx'
import classes from '../plans.module.css'
import { usePlanStep } from './api/plan-changes.ts'
import { useDeletedDrafts } from './api/plan-queries.ts'
import { text } from './text.ts'

const words = text.deleted
type DeletedDraft = NonNullable<ReturnType<typeof useDeletedDrafts>['data']>['rows'][number]

/** The way to drafts that were deleted by mistake; nothing where there is none. */
export function DeletedDrafts() {
  const locale = useLocale()
  const drafts = useDeletedDrafts().data?.rows ?? []
  const [isOpen, setOpen] = useState(false)
  if (drafts.length === 0) return null
  return (
    <>
      <QuietButton onClick={() => setOpen(true)}>{words.open(formatNumber(drafts.length, { locale }))}</QuietButton>
      {isOpen ? (
        <Modal
          opened
          onClose={() => setOpen(false)}
          title={words.title}
          closeButtonProps={{ 'aria-label': text.closeDialog }}
        >
          <p className={classes.muted}>{words.sentence}</p>
          <ul className={classes.sections} aria-label={words.title}>
            {drafts.map((draft) => (
              <Draft key={draft.id} draft={draft} />
            ))}
          </ul>
        </Modal>
      ) : null}
    </>
  )
}

function Draft({ draft }: { readonly draft: DeletedDraft }) {
  const locale = useLocale()
  const putBack = usePlanStep('putBackPlanDraft')
  const { title, account, deletedAt, deletedByName } = draft
  const day = formatDate(deletedAt.slice(0, 10), locale)
  const restore = () =>
    putBack.mutate(draft, {
      onSuccess: () => showNotice(words.done(title)),
      onError: (error) => showFailure(error),
    })
  return (
    <li>
      <span>
        {title}
        <br />
        <span className={classes.small}>
          {account.name}, {deletedByName === null ? words.on(day) : words.by(deletedByName, day)}
        </span>
      </span>
      <Button size="xs" aria-label={words.putBackOne(title)} loading={putBack.isPending} onClick={restore}>
        {words.putBack}
      </Button>
    </li>
  )
}
