import { Button } from '@mantine/core'
import { useMemo, useState } from 'react'
import { inWorkspace } from '../client/index.ts'
import { ConfirmDialog } from '../kit/feedback/confirm-dialog.tsx'
import { showFailure, showNotice } from '../kit/feedback/undo-toast.tsx'
import { StateEmpty } from '../kit/states/states.tsx'
import { DataTable } from '../kit/table/data-table.tsx'
import { type ApiKey, useApiKeys, useRevokeKey } from './api/keys.ts'
import { keyColumns } from './key-columns.tsx'
import { NewKeyDialog } from './new-key-dialog.tsx'
import { SettingsFrame } from './settings-frame.tsx'
import { text } from './text.ts'

function RevokeDialog({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const revoke = useRevokeKey()
  const run = () =>
    revoke.mutate(inWorkspace({ id: apiKey.id }), {
      onSuccess: () => showNotice(text.revokedDone),
      onError: (error) => showFailure(error),
      onSettled: onClose,
    })
  return (
    <ConfirmDialog
      isOpen
      title={text.revokeQuestion(apiKey.name)}
      confirmLabel={text.revoke}
      tone="danger"
      isBusy={revoke.isPending}
      onConfirm={run}
      onCancel={onClose}
    >
      {text.revokeNote}
    </ConfirmDialog>
  )
}

/** Keys with which programs act in somebody's name. */
export function KeysPage() {
  const query = useApiKeys()
  const [isMaking, setMaking] = useState(false)
  const [asked, setAsked] = useState<ApiKey | null>(null)
  const columns = useMemo(() => keyColumns(setAsked, new Date()), [])
  const { hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = query
  const newKey = (
    <Button variant="filled" onClick={() => setMaking(true)}>
      {text.newKey}
    </Button>
  )
  return (
    <SettingsFrame tab="keys" height="fill" actions={newKey}>
      <DataTable
        label={text.keysShort}
        rowName={text.keyShort}
        rows={query.data?.pages.flatMap((page) => page.rows) ?? []}
        columns={columns}
        rowKey={(key) => key.id}
        total={query.data?.pages[0]?.total}
        paging={{ hasNextPage, isFetchingNextPage, fetchNextPage }}
        state={
          query.error
            ? { kind: 'failed', error: query.error, onRetry: () => void refetch() }
            : { kind: query.isPending ? 'loading' : 'ready' }
        }
        empty={<StateEmpty title={text.noKeys} sentence={`${text.keysLead} ${text.noKeysNote}`} />}
      />
      {isMaking ? <NewKeyDialog onClose={() => setMaking(false)} /> : null}
      {asked ? <RevokeDialog apiKey={asked} onClose={() => setAsked(null)} /> : null}
    </SettingsFrame>
  )
}
