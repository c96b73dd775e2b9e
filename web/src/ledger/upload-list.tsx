import { Button, Progress } from '@mantine/core'
import { useSyncExternalStore } from 'react'
import { toProblem } from '../kit/api/api-error.ts'
import { useLocale } from '../kit/format/locale.tsx'
import { Panel } from '../kit/layout/panel.tsx'
import { formatBytes } from './byte-text.ts'
import classes from './ledger.module.css'
import { text } from './text.ts'
import { cancelUpload, currentUploads, retryUpload, subscribeToUploads, type Upload } from './upload-queue.ts'

/** Files of an import that are on their way. */
export function useUploads(importId: string): readonly Upload[] {
  return useSyncExternalStore(subscribeToUploads, currentUploads).filter((upload) => upload.importId === importId)
}

function stateText(upload: Upload, locale: string | undefined): string {
  if (upload.state === 'failed') {
    const { detail, errors } = toProblem(upload.error)
    return [detail, ...errors.map(({ message }) => message)].join(' ')
  }
  if (upload.state === 'waiting') return text.upload.waiting
  if (upload.state === 'looking') return text.upload.looking
  return text.upload.bytes(formatBytes(upload.sent, locale), formatBytes(upload.bytes, locale))
}

function UploadRow({ upload }: { upload: Upload }) {
  const locale = useLocale()
  const isFailed = upload.state === 'failed'
  const share = upload.bytes === 0 ? 0 : (upload.sent / upload.bytes) * 100
  return (
    <li className={classes.upload}>
      <div className={classes.uploadName}>
        <b>{upload.name}</b>{' '}
        <span className={classes.muted} role={isFailed ? 'alert' : undefined} data-tone={isFailed ? 'loss' : undefined}>
          {stateText(upload, locale)}
        </span>
        {isFailed ? null : (
          <Progress.Root size={5}>
            <Progress.Section value={share} color="var(--accent)" aria-label={text.upload.progress(upload.name)} />
          </Progress.Root>
        )}
      </div>
      {isFailed ? (
        <Button aria-label={text.upload.retry(upload.name)} onClick={() => retryUpload(upload.id)}>
          {text.upload.retryShort}
        </Button>
      ) : null}
      <Button
        aria-label={isFailed ? text.upload.dismiss(upload.name) : text.upload.cancel(upload.name)}
        onClick={() => cancelUpload(upload.id)}
      >
        {isFailed ? text.upload.dismissShort : text.upload.cancelShort}
      </Button>
    </li>
  )
}

/** Uploads under way, each with its progress and a way to stop it. */
export function UploadList({ uploads }: { uploads: readonly Upload[] }) {
  if (uploads.length === 0) return null
  return (
    <Panel title={text.upload.title}>
      <ul className={classes.uploads}>
        {uploads.map((upload) => (
          <UploadRow key={upload.id} upload={upload} />
        ))}
      </ul>
    </Panel>
  )
}
