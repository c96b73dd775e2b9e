import { Button, FileButton, Modal } from '@mantine/core'
import { useState } from 'react'
import { toProblem } from '../../../kit/api/api-error.ts'
import { showNotice } from '../../../kit/feedback/undo-toast.tsx'
import { useLocale } from '../../../kit/format/locale.tsx'
import { formatNumber } from '../../../kit/format/number.ts'
import { reachable } from '../../../kit/layout/roles.ts'
import { usePreviewSheet } from '../api/sheet-changes.ts'
import classes from '../rounds.module.css'
import { text } from '../text.ts'
import type { Sheet, SheetPreview } from '../types.ts'
import { answerWords } from './score-parts.tsx'
import { type CellChange, keyOf } from './sheet-cells.ts'

const SHOWN = 60

interface PreviewProps {
  readonly sheet: Sheet
  readonly preview: SheetPreview
}

function Faults({ preview }: { preview: SheetPreview }) {
  const locale = useLocale()
  const write = (value: number) => formatNumber(value, { locale })
  const shown = preview.faults.slice(0, SHOWN)
  return (
    <div role="alert" className={classes.notice} data-tone="loss">
      <b>{text.upload.faultsTitle(write(preview.faultCount))}</b>
      <ul className={classes.plainList}>
        {shown.map(({ row, column, code, message }) => (
          <li key={`${row} ${column} ${code} ${message}`}>
            <b>{text.upload.place(write(row), column === null ? null : write(column))}:</b> {message}
          </li>
        ))}
      </ul>
      {preview.faultCount > shown.length ? text.upload.moreFaults(write(preview.faultCount - shown.length)) : null}
    </div>
  )
}

function Changes({ sheet, preview }: PreviewProps) {
  const locale = useLocale()
  const write = (value: number) => formatNumber(value, { locale })
  const accounts = new Map(sheet.candidates.map(({ account }) => [account.id, account.name]))
  const criteria = new Map(sheet.criteria.map(({ criterionKey, name }) => [criterionKey, name]))
  const words = (answer: number | null, comment: string | null) =>
    comment === null ? answerWords(answer) : `${answerWords(answer)} · ${comment}`
  if (preview.changes.length === 0) return <p>{text.upload.nothing}</p>
  return (
    <>
      <p>
        <b>{text.upload.changesTitle(write(preview.changes.length))}</b>{' '}
        <span className={classes.muted}>{text.upload.unchanged(write(preview.unchanged))}</span>
      </p>
      <div className={classes.scroll} {...reachable}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{text.sheet.account}</th>
              <th scope="col">{text.results.criterion}</th>
              <th scope="col">{text.upload.from}</th>
              <th scope="col">{text.upload.to}</th>
            </tr>
          </thead>
          <tbody>
            {preview.changes.slice(0, SHOWN).map((one) => (
              <tr key={keyOf(one)}>
                <th scope="row">{accounts.get(one.accountId) ?? one.accountId}</th>
                <td>{criteria.get(one.criterionKey) ?? one.criterionKey}</td>
                <td>{words(one.before, one.beforeComment)}</td>
                <td>{words(one.answer, one.comment)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {preview.changes.length > SHOWN ? text.upload.moreFaults(write(preview.changes.length - SHOWN)) : null}
    </>
  )
}

export interface UploadDialogProps {
  readonly sheet: Sheet
  readonly onClose: () => void
  readonly onTake: (cells: readonly CellChange[]) => void
}

/** A filled sheet: looked through first, then what changes or what is wrong, and only then taken. */
export function UploadDialog({ sheet, onClose, onTake }: UploadDialogProps) {
  const locale = useLocale()
  const look = usePreviewSheet(sheet.round.id)
  const [name, setName] = useState('')
  const preview = look.data
  const take = () => {
    const cells = (preview?.changes ?? []).map(({ accountId, criterionKey, answer, comment }) => ({
      accountId,
      criterionKey,
      answer,
      comment,
    }))
    onTake(cells)
    showNotice(text.upload.saved(formatNumber(cells.length, { locale })))
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title={text.upload.title} size="lg">
      <div className={classes.form}>
        <p className={classes.muted}>{text.upload.hint}</p>
        <FileButton
          accept=".csv,.xlsx,.tsv,.txt"
          inputProps={{ 'aria-label': text.upload.choose }}
          onChange={(file) => {
            if (!file) return
            setName(file.name)
            look.mutate(file)
          }}
        >
          {(button) => (
            <Button {...button} loading={look.isPending}>
              {name === '' ? text.upload.choose : name}
            </Button>
          )}
        </FileButton>
        {look.error ? (
          <p role="alert" className={classes.notice} data-tone="loss">
            {toProblem(look.error).detail} {remedyOf(look.error)}
          </p>
        ) : null}
        {preview && preview.faultCount > 0 ? <Faults preview={preview} /> : null}
        {preview && preview.faultCount === 0 ? <Changes sheet={sheet} preview={preview} /> : null}
        <div className={classes.formButtons}>
          <Button onClick={onClose}>{text.upload.cancel}</Button>
          <Button
            variant="filled"
            disabled={!preview || preview.faultCount > 0 || preview.changes.length === 0}
            onClick={take}
          >
            {text.upload.save}
          </Button>
        </div>
      </div>
    </Modal>
  )
}

/** What to do about a file that cannot be read, as the server says it. */
function remedyOf(error: unknown): string {
  const facts = (error as { facts?: { remedy?: unknown } } | null)?.facts
  return typeof facts?.remedy === 'string' ? facts.remedy : ''
}
