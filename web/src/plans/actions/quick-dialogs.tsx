import { Modal } from '@mantine/core'
import { formatDate } from '../../kit/format/date.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { ConflictNote } from '../shared/conflict-note.tsx'
import { ownerWords } from './action-form.ts'
import { usePeople } from './api/action-queries.ts'
import { ReasonDialog } from './reason-dialog.tsx'
import { text } from './text.ts'
import type { NewOwner } from './types.ts'
import type { QuickConflict, useQuickChanges } from './use-quick-changes.ts'

/** What a change in the list may ask: a reason, or which of two versions stays. */
export function QuickDialogs({ quick }: { readonly quick: ReturnType<typeof useQuickChanges> }) {
  const { asked, conflict } = quick
  return (
    <>
      {asked ? <ReasonDialog {...asked} onClose={quick.closeAsked} /> : null}
      {conflict ? (
        <ConflictDialog
          conflict={conflict}
          onClose={quick.closeConflict}
          onKeepMine={() => {
            quick.closeConflict()
            quick.save(conflict.theirs, conflict.patch)
          }}
        />
      ) : null}
    </>
  )
}

interface ConflictDialogProps {
  readonly conflict: QuickConflict
  readonly onClose: () => void
  readonly onKeepMine: () => void
}

function ConflictDialog({ conflict, onClose, onKeepMine }: ConflictDialogProps) {
  const locale = useLocale()
  const people = usePeople(true)
  const { patch, theirs } = conflict
  const nameOf = (owner: NewOwner) =>
    owner.kind === 'member'
      ? (people.data?.rows.find(({ personId }) => personId === owner.personId)?.name ?? '')
      : ownerWords(owner)
  const dateWords = (date: string | null) => (date === null ? '' : formatDate(date, locale))
  const fields = [
    ...(patch.owner === undefined
      ? []
      : [
          {
            label: text.form.owner,
            mine: patch.owner === null ? text.nobody : nameOf(patch.owner),
            theirs: ownerWords(theirs.owner),
          },
        ]),
    ...(patch.dueOn === undefined
      ? []
      : [{ label: text.form.dueOn, mine: dateWords(patch.dueOn), theirs: dateWords(theirs.dueOn) }]),
  ]
  return (
    <Modal opened onClose={onClose} title={theirs.title} closeButtonProps={{ 'aria-label': text.form.close }}>
      <ConflictNote fields={fields} onKeepMine={onKeepMine} onTakeTheirs={onClose} />
    </Modal>
  )
}
