import { Button, FileInput, Modal, NativeSelect, Textarea } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { toFormErrors } from '../../kit/api/api-error.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatNumber } from '../../kit/format/number.ts'
import { QuietButton } from '../../kit/layout/quiet-button.tsx'
import { downloadRejects } from './download-rejects.ts'
import { useReadSheet } from './read-sheet.ts'
import classes from './sheets.module.css'
import { text } from './text.ts'

/** What is said of any sheet that was looked through. */
export interface SheetReading {
  readonly headings: readonly string[]
  readonly ignoredColumns: readonly string[]
  readonly unchanged: readonly number[]
  readonly differing: readonly { readonly line: number; readonly differences: readonly string[] }[]
  readonly rejects: readonly { readonly line: number; readonly content: string; readonly reasons: readonly string[] }[]
}

/** A question or a change that is on its way, as the query library tells it. */
interface Errand {
  readonly isPending: boolean
  readonly error: Error | null
}

export interface SheetDialogProps<Reading extends SheetReading> {
  readonly title: string
  readonly lead: string
  /** What the file of rejected lines is called, without its ending. */
  readonly rejectsName: string
  readonly preview: Errand & {
    readonly data: Reading | undefined
    mutate(pasted: string): void
    reset(): void
  }
  readonly take: Errand & { mutate(pasted: string): void }
  /** Null where the sheet brings nothing. */
  takeLabel(found: Reading): string | null
  /** The lines that would go in. */
  children(found: Reading): ReactNode
  readonly onClose: () => void
}

/** Lines out of a file or copied cells: looked through first, then taken; what cannot be taken is shown with its reasons. */
export function SheetDialog<Reading extends SheetReading>(props: SheetDialogProps<Reading>) {
  const { preview, take, onClose } = props
  const [pasted, setPasted] = useState('')
  const found = preview.data
  const takeLabel = found ? props.takeLabel(found) : null
  const error = take.error ?? preview.error
  const change = (cells: string) => {
    setPasted(cells)
    preview.reset()
  }
  return (
    <Modal opened onClose={onClose} title={props.title} size="lg" closeButtonProps={{ 'aria-label': text.close }}>
      <div className={classes.form}>
        <p className={classes.muted}>{props.lead}</p>
        <FileField
          onRead={(cells) => {
            change(cells)
            preview.mutate(cells)
          }}
        />
        <Textarea
          label={text.cells}
          data-autofocus
          autosize
          minRows={4}
          maxRows={12}
          maxLength={200_000}
          value={pasted}
          onChange={(event) => change(event.currentTarget.value)}
        />
        {found ? (
          <Outlook found={found} rejectsName={props.rejectsName}>
            {takeLabel === null ? <p>{text.none}</p> : props.children(found)}
          </Outlook>
        ) : null}
        {error ? <Refusal title={text.refused} error={error} /> : null}
        <div className={classes.buttons}>
          <Button onClick={onClose}>{text.cancel}</Button>
          {takeLabel === null ? (
            <Button
              variant="filled"
              disabled={pasted.trim() === ''}
              loading={preview.isPending}
              onClick={() => preview.mutate(pasted)}
            >
              {text.look}
            </Button>
          ) : (
            <Button variant="filled" loading={take.isPending} onClick={() => take.mutate(pasted)}>
              {takeLabel}
            </Button>
          )}
        </div>
      </div>
    </Modal>
  )
}

/** A file instead of copied cells, and which of its sheets. */
function FileField({ onRead }: { readonly onRead: (pasted: string) => void }) {
  const [file, setFile] = useState<File | null>(null)
  const read = useReadSheet()
  const { data } = read
  const ask = (wanted: File, sheet?: string) =>
    read.mutate(
      { file: wanted, ...(sheet === undefined ? {} : { sheet }) },
      { onSuccess: ({ pasted }) => onRead(pasted) },
    )
  return (
    <>
      <FileInput
        label={text.file}
        placeholder={read.isPending ? text.reading : text.noFile}
        accept=".csv,.tsv,.txt,.xlsx,text/csv"
        clearable
        value={file}
        onChange={(chosen) => {
          setFile(chosen)
          read.reset()
          if (chosen) ask(chosen)
        }}
      />
      {file && data && data.sheet !== null && data.otherSheets.length > 0 ? (
        <NativeSelect
          label={text.sheet}
          data={[data.sheet, ...data.otherSheets]}
          value={data.sheet}
          onChange={(event) => ask(file, event.currentTarget.value)}
        />
      ) : null}
      {data && data.faults.length > 0 ? (
        <div className={classes.refused}>
          <b>{text.fileFaults}</b>
          <Lines lines={data.faults} />
        </div>
      ) : null}
      {read.error ? <Refusal title={text.unread} error={read.error} /> : null}
    </>
  )
}

interface OutlookProps {
  readonly found: SheetReading
  readonly rejectsName: string
  readonly children: ReactNode
}

function Outlook({ found, rejectsName, children }: OutlookProps) {
  const locale = useLocale()
  const { rejects, ignoredColumns, unchanged, differing } = found
  const write = (count: number) => formatNumber(count, { locale })
  const rejectsTitle = text.rejects(write(rejects.length))
  return (
    <>
      <h3 className={classes.subtitle}>{text.preview}</h3>
      {children}
      {unchanged.length > 0 ? <p className={classes.muted}>{text.unchanged(write(unchanged.length))}</p> : null}
      {differing.length > 0 ? (
        <>
          <h3 className={classes.subtitle}>{text.differing(write(differing.length))}</h3>
          <ul className={classes.lines} aria-label={text.differing(write(differing.length))}>
            {differing.map(({ line, differences }) => (
              <li key={line}>{`${text.line(write(line))}: ${differences.join('; ')}`}</li>
            ))}
          </ul>
        </>
      ) : null}
      {ignoredColumns.length > 0 ? <p className={classes.muted}>{text.ignored(ignoredColumns.join(', '))}</p> : null}
      {rejects.length > 0 ? (
        <>
          <h3 className={classes.subtitle}>{rejectsTitle}</h3>
          <ul className={classes.lines} aria-label={rejectsTitle}>
            {rejects.map((reject) => (
              <li key={reject.line}>
                {`${text.line(write(reject.line))}: ${reject.content.split('\t').filter(Boolean).join(' · ')}`}
                <span className={classes.fault}>{reject.reasons.join('; ')}</span>
              </li>
            ))}
          </ul>
          <div>
            <QuietButton onClick={() => downloadRejects(rejectsName, found)}>{text.download}</QuietButton>
            <span className={classes.muted}> {text.downloadNote}</span>
          </div>
        </>
      ) : null}
    </>
  )
}

/** Why something was not done, in the words of the server. */
function Refusal({ title, error }: { readonly title: string; readonly error: Error }) {
  return (
    <div role="alert" className={classes.refused}>
      <b>{title}</b>
      <div>{toFormErrors(error, ['file']).form ?? toFormErrors(error, ['file']).fields.file}</div>
    </div>
  )
}

function Lines({ lines }: { readonly lines: readonly string[] }) {
  return (
    <ul>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}
