import { useState } from 'react'
import { toProblem } from '../kit/api/api-error.ts'
import { showFailure, showNotice } from '../kit/feedback/undo-toast.tsx'
import { Tag } from '../kit/figures/badges.tsx'
import { Panel } from '../kit/layout/panel.tsx'
import { QuietButton } from '../kit/layout/quiet-button.tsx'
import { reachable } from '../kit/layout/roles.ts'
import { type Correction, useMapFile, useRemoveFile } from './api/import-changes.ts'
import { ColumnTable, headerName } from './column-table.tsx'
import { FailureNote } from './failure-note.tsx'
import { FileFacts } from './file-facts.tsx'
import { FileQuestions, isBlocked } from './file-questions.tsx'
import classes from './ledger.module.css'
import { ReadingChoices } from './reading-choices.tsx'
import { text } from './text.ts'
import type { ImportDetail, ImportFile, KindFields } from './types.ts'

function Preview({ file }: { file: ImportFile }) {
  const [isShown, setShown] = useState(false)
  if (file.preview.length === 0) return null
  return (
    <>
      <QuietButton aria-expanded={isShown} onClick={() => setShown(!isShown)}>
        {isShown ? text.file.hidePreview : text.file.showPreview}
      </QuietButton>
      {isShown ? (
        <section className={classes.scroll} {...reachable} aria-label={`${text.file.preview}: ${file.name}`}>
          <table className={classes.preview}>
            <thead>
              <tr>
                {file.columns.map((column) => (
                  <th key={column.position} scope="col">
                    {headerName(column)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {file.preview.map((cells, row) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file are known by their place
                <tr key={row}>
                  {cells.map((cell, column) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: cells of a row are known by their place
                    <td key={column}>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ) : null}
    </>
  )
}

/** A correction is sent with the version of the import that was seen. */
function useCorrect(detail: ImportDetail, file: ImportFile) {
  const map = useMapFile()
  const correct = (correction: Correction) =>
    map.mutate(
      { detail, fileId: file.id, correction },
      {
        onError: (error) => {
          const { status, errors } = toProblem(error)
          if (errors.length === 0) showFailure(error, status === 412 ? text.file.stale : undefined)
        },
      },
    )
  return { correct, isPending: map.isPending, error: map.error }
}

/** Why a correction was refused, field by field; it stays until the next one. */
function Refusal({ error }: { error: unknown }) {
  const { detail, errors } = toProblem(error)
  if (errors.length === 0) return null
  return (
    <div role="alert" className={classes.notice} data-tone="loss">
      <b>{detail}</b>
      {errors.map(({ path, message }) => (
        <p key={path}>{message}</p>
      ))}
    </div>
  )
}

/** A file that could not be read as found may be readable as somebody chooses. */
const READABLE_OTHERWISE = new Set([
  'files/not-a-table',
  'files/line-too-long',
  'files/too-many-columns',
  'files/malformed-quotes',
  'files/empty',
])

function mayBeReadOtherwise(file: ImportFile): boolean {
  return file.columns.length > 0 || (file.failure !== null && READABLE_OTHERWISE.has(file.failure.code))
}

interface FileCardProps {
  readonly detail: ImportDetail
  readonly file: ImportFile
  readonly kinds: readonly KindFields[]
  readonly access: 'change' | 'read'
}

function FileTag({ file }: { file: ImportFile }) {
  if (file.failure) return <Tag tone="loss">{text.status.failed}</Tag>
  if (isBlocked(file) || file.questions.length > 0) return <Tag tone="caution">{text.file.questions}</Tag>
  return null
}

const SURE = 0.75

/** Whether a person should look at the columns: something is open or doubtful. */
function needsLook(file: ImportFile): boolean {
  const isDoubtful = file.columns.some(({ target, confidence }) => target.kind === 'field' && confidence < SURE)
  return file.questions.length > 0 || isDoubtful
}

/** One file of an import: what it holds, its columns, what is doubtful, and what went wrong with it. */
export function FileCard({ detail, file, kinds, access }: FileCardProps) {
  const remove = useRemoveFile()
  const { correct, isPending, error } = useCorrect(detail, file)
  const [choice, setOpen] = useState<boolean | null>(null)
  const isOpen = choice ?? (access === 'change' && (detail.files.length === 1 || needsLook(file)))
  const fields = kinds.find(({ kind }) => kind === file.kind)?.fields ?? []
  const onCorrect = access === 'change' ? correct : undefined
  const takeOut = () =>
    remove.mutate(
      { id: detail.id, fileId: file.id },
      { onSuccess: () => showNotice(text.file.removed(file.name)), onError: (error) => showFailure(error) },
    )
  return (
    <Panel
      title={file.name}
      subtitle={<FileTag file={file} />}
      actions={
        <>
          {file.columns.length > 0 ? (
            <QuietButton
              aria-expanded={isOpen}
              aria-label={`${text.file.columns}: ${file.name}`}
              onClick={() => setOpen(!isOpen)}
            >
              {text.file.columns}
            </QuietButton>
          ) : null}
          {access === 'change' ? (
            <QuietButton aria-label={text.file.remove(file.name)} onClick={takeOut}>
              {text.file.removeShort}
            </QuietButton>
          ) : null}
        </>
      }
    >
      <div className={classes.card} aria-busy={isPending}>
        {file.failure ? (
          <FailureNote
            title={text.file.failedTitle}
            failure={file.failure}
            {...(detail.files.length > 1 ? { note: text.file.othersGoOn } : {})}
          />
        ) : null}
        {error ? <Refusal error={error} /> : null}
        <FileQuestions file={file} fields={fields} onCorrect={onCorrect} />
        {file.columns.length > 0 ? <FileFacts file={file} kinds={kinds} onCorrect={onCorrect} /> : null}
        {access === 'change' && mayBeReadOtherwise(file) ? <ReadingChoices file={file} onCorrect={onCorrect} /> : null}
        {file.columns.length > 0 ? (
          <>
            {isOpen ? (
              <ColumnTable file={file} fields={fields} onChange={onCorrect && ((columns) => onCorrect({ columns }))} />
            ) : null}
            <Preview file={file} />
          </>
        ) : null}
      </div>
    </Panel>
  )
}
