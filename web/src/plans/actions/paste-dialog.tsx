import { Button, Modal, Textarea } from '@mantine/core'
import { useState } from 'react'
import { toProblem } from '../../kit/api/api-error.ts'
import { showNotice } from '../../kit/feedback/undo-toast.tsx'
import { formatDate } from '../../kit/format/date.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatNumber } from '../../kit/format/number.ts'
import { QuietButton } from '../../kit/layout/quiet-button.tsx'
import classes from './actions.module.css'
import { useImportActions, usePreviewImport } from './api/action-changes.ts'
import { downloadRejects } from './download-rejects.ts'
import { RefusalNote } from './refusal-note.tsx'
import { text } from './text.ts'
import type { ImportPreview } from './types.ts'

const words = text.paste

export interface PasteDialogProps {
  readonly planId: string
  readonly onClose: () => void
}

/** Actions out of copied cells: looked through first, then taken; what cannot be taken is shown with its reasons. */
export function PasteDialog({ planId, onClose }: PasteDialogProps) {
  const locale = useLocale()
  const [pasted, setPasted] = useState('')
  const preview = usePreviewImport(planId)
  const take = useImportActions(planId)
  const error = take.error ?? preview.error
  const found = preview.data
  const write = (count: number) => formatNumber(count, { locale })
  const send = () =>
    take.mutate(pasted, {
      onSuccess: ({ created }) => {
        showNotice(words.done(write(created)))
        onClose()
      },
    })
  return (
    <Modal opened onClose={onClose} title={words.title} size="lg" closeButtonProps={{ 'aria-label': text.form.close }}>
      <div className={classes.form}>
        <p className={classes.muted}>{words.lead}</p>
        <Textarea
          label={words.cells}
          data-autofocus
          autosize
          minRows={4}
          maxRows={12}
          maxLength={200_000}
          value={pasted}
          onChange={(event) => {
            setPasted(event.currentTarget.value)
            preview.reset()
          }}
        />
        {found ? <Preview preview={found} /> : null}
        <RefusalNote title={text.form.refused} sentence={error ? toProblem(error).detail : null} />
        <div className={classes.buttons}>
          <Button onClick={onClose}>{text.form.cancel}</Button>
          {found && found.actions.length > 0 ? (
            <Button variant="filled" loading={take.isPending} onClick={send}>
              {words.take(write(found.actions.length))}
            </Button>
          ) : (
            <Button
              variant="filled"
              disabled={pasted.trim() === ''}
              loading={preview.isPending}
              onClick={() => preview.mutate(pasted)}
            >
              {words.look}
            </Button>
          )}
        </div>
      </div>
    </Modal>
  )
}

function Preview({ preview }: { readonly preview: ImportPreview }) {
  const locale = useLocale()
  const { actions, rejects, ignoredColumns } = preview
  const write = (count: number) => formatNumber(count, { locale })
  return (
    <>
      <h3 className={classes.subtitle}>{words.preview}</h3>
      {actions.length === 0 ? <p>{words.none}</p> : null}
      <ul className={classes.lines} aria-label={words.preview}>
        {actions.map((action) => (
          <li key={action.line}>
            {action.title}
            <span className={classes.muted}>
              {[
                text.states[action.state],
                action.ownerName || text.nobody,
                action.dueOn === null ? text.defects.no_due_date : formatDate(action.dueOn, locale),
              ].join(' · ')}
            </span>
          </li>
        ))}
      </ul>
      {ignoredColumns.length > 0 ? <p className={classes.muted}>{words.ignored(ignoredColumns.join(', '))}</p> : null}
      {rejects.length > 0 ? (
        <>
          <h3 className={classes.subtitle}>{words.rejects(write(rejects.length))}</h3>
          <ul className={classes.lines} aria-label={words.rejects(write(rejects.length))}>
            {rejects.map((reject) => (
              <li key={reject.line}>
                {`${words.line(write(reject.line))}: ${reject.content.replaceAll('\t', ' · ')}`}
                <span className={classes.fault}>{reject.reasons.join('; ')}</span>
              </li>
            ))}
          </ul>
          <QuietButton onClick={() => downloadRejects(rejects)}>{words.download}</QuietButton>
        </>
      ) : null}
    </>
  )
}
