import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useAccess } from '../client/index.ts'
import { toProblem } from '../kit/api/api-error.ts'
import { Page } from '../kit/layout/page.tsx'
import { TopBar } from '../kit/layout/top-bar.tsx'
import { useGoTo } from '../kit/routing/app-link.tsx'
import { useRouteParameter } from '../kit/routing/use-url-state.ts'
import { QueryGate } from '../kit/states/query-gate.tsx'
import { paths } from '../paths.ts'
import { type ImportStep, useAdoptImport, useImportStep, useRefreshAfterRun } from './api/import-changes.ts'
import { isRunning, useImport, useImportKinds } from './api/import-queries.ts'
import { DropZone } from './drop-zone.tsx'
import { FailureNote } from './failure-note.tsx'
import { FileCard } from './file-card.tsx'
import { isBlocked } from './file-questions.tsx'
import classes from './ledger.module.css'
import { OutcomePanel } from './outcome-panel.tsx'
import { RunProgress } from './run-progress.tsx'
import { StatusTag } from './status-tag.tsx'
import { text } from './text.ts'
import type { ImportDetail, KindFields } from './types.ts'
import { UndoButton } from './undo-button.tsx'
import { UploadList, useUploads } from './upload-list.tsx'
import { enqueueUploads } from './upload-queue.ts'

const OPEN: readonly ImportDetail['status'][] = ['uploading', 'ready', 'checked', 'cancelled', 'failed']

/** When a run ends everything that rests on the ledger is read anew. */
function useRefreshAtEnd(status: ImportDetail['status'] | undefined): void {
  const refresh = useRefreshAfterRun()
  const before = useRef(status)
  useEffect(() => {
    const wasRunning = before.current !== undefined && isRunning(before.current)
    before.current = status
    if (wasRunning && (status === 'applied' || status === 'undone')) refresh()
  }, [status, refresh])
}

function NextSteps() {
  const goTo = useGoTo()
  return (
    <div className={classes.steps}>
      <Button variant="filled" onClick={() => goTo(paths.portfolio())}>
        {text.outcome.openPortfolio}
      </Button>
      <Button onClick={() => goTo(paths.selection())}>{text.outcome.openSelection}</Button>
      <Button onClick={() => goTo(paths.importData())}>{text.outcome.another}</Button>
    </div>
  )
}

/** Check, then import; disabled with the reason while something is open. */
function Steps({ detail, uploads }: { detail: ImportDetail; uploads: number }) {
  const step = useImportStep()
  const blocked = detail.files.filter(isBlocked).map(({ name }) => name)
  const isEmpty = detail.files.every(({ failure }) => failure !== null)
  const isWaiting = uploads > 0 || isEmpty || blocked.length > 0
  const isChecked = detail.status === 'checked'
  const go = (next: ImportStep) => step.mutate({ id: detail.id, step: next })
  return (
    <div className={classes.steps}>
      <span className={classes.muted} role="status">
        {blocked.length > 0
          ? text.run.blocked(blocked.join(', '))
          : isEmpty && uploads === 0
            ? text.run.noFiles
            : text.run.checkHint}
      </span>
      {step.error ? (
        <span role="alert" className={classes.notice} data-tone="loss">
          {toProblem(step.error).detail}{' '}
          {toProblem(step.error)
            .errors.map(({ message }) => message)
            .join(' ')}
        </span>
      ) : null}
      <Button
        variant={isChecked ? 'default' : 'filled'}
        disabled={isWaiting}
        loading={step.isPending && step.variables.step === 'check'}
        onClick={() => go('check')}
      >
        {text.run.check}
      </Button>
      <Button
        variant={isChecked ? 'filled' : 'default'}
        disabled={isWaiting}
        loading={step.isPending && step.variables.step === 'apply'}
        onClick={() => go('apply')}
      >
        {text.run.import}
      </Button>
    </div>
  )
}

function Notes({ detail }: { detail: ImportDetail }) {
  if (detail.failure) return <FailureNote title={text.run.failedTitle} failure={detail.failure} />
  if (detail.status !== 'cancelled') return null
  return (
    <div className={classes.notice}>
      <b>{text.run.cancelledTitle}</b>
      <p>{text.run.cancelledSentence}</p>
    </div>
  )
}

function ImportRun({ detail, kinds }: { detail: ImportDetail; kinds: readonly KindFields[] }) {
  const mayImport = useAccess().may('ledger:import')
  const uploads = useUploads(detail.id)
  const adopt = useAdoptImport()
  useRefreshAtEnd(detail.status)
  const isOpen = OPEN.includes(detail.status) && mayImport
  return (
    <>
      <Notes detail={detail} />
      {isRunning(detail.status) ? <RunProgress detail={detail} /> : null}
      {isOpen ? <DropZone size="small" onFiles={(files) => enqueueUploads(detail.id, files, adopt)} /> : null}
      <UploadList uploads={uploads} />
      {isRunning(detail.status) ? null : <OutcomePanel detail={detail} />}
      {detail.status === 'applied' ? <NextSteps /> : null}
      {isOpen ? <Steps detail={detail} uploads={uploads.filter(({ state }) => state !== 'failed').length} /> : null}
      {detail.files.map((file) => (
        <FileCard key={file.id} detail={detail} file={file} kinds={kinds} access={isOpen ? 'change' : 'read'} />
      ))}
    </>
  )
}

/** One import from the dropped files to the result; all of it lives on the server, so a reload loses nothing. */
export function ImportRunPage() {
  const id = useRouteParameter('importId')
  const query = useImport(id)
  const kinds = useImportKinds()
  const mayUndo = useAccess().may('ledger:undo')
  const detail = query.data
  const title = detail ? text.run.title(detail.number) : text.page.title
  return (
    <Page
      title={title}
      topBar={
        <TopBar
          title={title}
          breadcrumbs={[{ label: text.run.breadcrumb, href: paths.importData() }]}
          badge={detail ? <StatusTag status={detail.status} /> : null}
          note={detail ? [detail.source, text.run.by(detail.personName)].filter(Boolean).join(' · ') : undefined}
          actions={detail?.status === 'applied' && mayUndo ? <UndoButton summary={detail} /> : undefined}
        />
      }
    >
      <QueryGate query={query}>
        {(data) => <QueryGate query={kinds}>{({ kinds: list }) => <ImportRun detail={data} kinds={list} />}</QueryGate>}
      </QueryGate>
    </Page>
  )
}
