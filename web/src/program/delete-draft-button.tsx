import { Button } from '@mantine/core'
import { useState } from 'react'
import { client, inWorkspace } from '../client/index.ts'
import { ConfirmDialog } from '../kit/feedback/confirm-dialog.tsx'
import { showFailure, showUndo } from '../kit/feedback/undo-toast.tsx'
import { useGoTo } from '../kit/routing/app-link.tsx'
import { paths } from '../paths.ts'
import { restoreDraft, useDeleteDraft, useRefreshCriteria } from './api/criteria-changes.ts'
import { text } from './text.ts'
import type { CriteriaSet } from './types.ts'
import { versionHref } from './version-list.tsx'

/** Deletes a draft, with a way back; asks first where others have weighed it, since their work does not come back. */
export function DeleteDraftButton({ set }: { set: CriteriaSet }) {
  const [weighed, setWeighed] = useState<number | null>(null)
  const [isLooking, setLooking] = useState(false)
  const remove = useDeleteDraft()
  const refresh = useRefreshCriteria()
  const goTo = useGoTo()
  const confirm = () =>
    remove.mutate(set, {
      onError: (error) => showFailure(error),
      onSettled: () => setWeighed(null),
      onSuccess: () => {
        goTo(paths.criteria())
        showUndo({
          message: text.page.deleted(set.number),
          undo: async () => {
            const back = await restoreDraft(set)
            await refresh()
            goTo(versionHref(back.id))
          },
        })
      },
    })
  const ask = async () => {
    setLooking(true)
    const weighing = await client.program.readWeighting(inWorkspace({ id: set.id })).catch(() => null)
    setLooking(false)
    if (weighing && weighing.begun > 0) setWeighed(weighing.begun)
    else confirm()
  }
  return (
    <>
      <Button loading={isLooking || remove.isPending} onClick={() => void ask()}>
        {text.page.deleteDraft}
      </Button>
      <ConfirmDialog
        isOpen={weighed !== null}
        title={text.page.deleteTitle(set.number)}
        confirmLabel={text.page.deleteDraft}
        tone="danger"
        isBusy={remove.isPending}
        onConfirm={confirm}
        onCancel={() => setWeighed(null)}
      >
        {text.page.deleteWeighed(weighed ?? 0)}
      </ConfirmDialog>
    </>
  )
}
