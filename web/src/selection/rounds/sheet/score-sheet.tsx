import { Button } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { showNotice } from '../../../kit/feedback/undo-toast.tsx'
import { useLocale } from '../../../kit/format/locale.tsx'
import { formatNumber } from '../../../kit/format/number.ts'
import { ExportMenu } from '../../../kit/layout/export-menu.tsx'
import { Panel } from '../../../kit/layout/panel.tsx'
import { QueryGate } from '../../../kit/states/query-gate.tsx'
import { useSheet } from '../api/round-queries.ts'
import { fileAddress, sheetServer, useRefreshRounds } from '../api/sheet-changes.ts'
import classes from '../rounds.module.css'
import { text } from '../text.ts'
import type { Sheet } from '../types.ts'
import { AccountCard } from './account-card.tsx'
import { readBlock } from './paste-block.ts'
import { cellId, ScoreGrid } from './score-grid.tsx'
import { CommentField, Evidence, LevelButtons } from './score-parts.tsx'
import { type CellPlace, cellOf, keyOf } from './sheet-cells.ts'
import { Conflicts, SaveState } from './sheet-notices.tsx'
import { createSheetStore, type SheetState, type SheetStore } from './sheet-store.ts'
import { UploadDialog } from './upload-dialog.tsx'

const COMMENT_ID = 'score-comment'
const SMALL = '(max-width: 48em)'

/** A rater's own sheet of a round. */
export function ScoreSheet({ roundId }: { readonly roundId: string }) {
  const sheet = useSheet(roundId)
  return <QueryGate query={sheet}>{(read) => <SheetPanel key={roundId} sheet={read} />}</QueryGate>
}

function SheetPanel({ sheet }: { sheet: Sheet }) {
  const locale = useLocale()
  const isSmall = useMediaQuery(SMALL)
  const [store] = useState(() => createSheetStore(sheet, sheetServer(sheet.round.id)))
  const [first] = useState(sheet)
  const state = useSyncExternalStore(store.subscribe, store.state)
  const [isUploading, setUploading] = useState(false)
  const isLocked = sheet.round.status !== 'open' || sheet.round.daysLeft < 0
  const due = first.candidates.length * first.criteria.length
  const write = (value: number) => formatNumber(value, { locale })
  const refresh = useRefreshRounds()
  useLeaveGuard(state.saving !== 'idle')
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when one leaves the sheet
  useEffect(() => () => refresh(), [])
  return (
    <Panel
      title={text.sheet.title}
      subtitle={text.sheet.subtitle(write(state.done), write(due))}
      actions={
        <ExportMenu
          label={text.sheet.download}
          choices={[
            { label: text.sheet.xlsx, href: fileAddress(first.round.id, 'sheet', 'xlsx') },
            { label: text.sheet.csv, href: fileAddress(first.round.id, 'sheet', 'csv') },
          ]}
        />
      }
    >
      <div className={classes.tools}>
        <Button disabled={!state.canUndo || isLocked} onClick={store.undo}>
          {text.sheet.undo}
        </Button>
        <Button disabled={isLocked} onClick={() => setUploading(true)}>
          {text.upload.title}
        </Button>
        <SaveState state={state} store={store} />
      </div>
      <p className={classes.muted}>
        {isLocked ? text.sheet.closedForYou : text.sheet.blind} {state.done === due ? text.sheet.done : null}
      </p>
      <Conflicts sheet={first} state={state} store={store} />
      {isSmall ? (
        <AccountCard sheet={first} rows={state.rows} isLocked={isLocked} onChange={store.change} />
      ) : (
        <GridWithAside sheet={first} state={state} store={store} isLocked={isLocked} />
      )}
      {isUploading ? <UploadDialog sheet={first} onClose={() => setUploading(false)} onTake={store.change} /> : null}
    </Panel>
  )
}

/** Asks before the window is closed while something is not saved yet. */
function useLeaveGuard(isUnsaved: boolean): void {
  useEffect(() => {
    if (!isUnsaved) return
    const hold = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', hold)
    return () => window.removeEventListener('beforeunload', hold)
  }, [isUnsaved])
}

interface GridWithAsideProps {
  readonly sheet: Sheet
  readonly state: SheetState
  readonly store: SheetStore
  readonly isLocked: boolean
}

function GridWithAside({ sheet, state, store, isLocked }: GridWithAsideProps) {
  const locale = useLocale()
  const { candidates, criteria } = sheet
  const [focus, setFocus] = useState<CellPlace | null>(() => firstPlace(sheet))
  const candidate = candidates.find(({ account }) => account.id === focus?.accountId)
  const criterion = criteria.find(({ criterionKey }) => criterionKey === focus?.criterionKey)
  if (!focus || !candidate || !criterion) return null
  const content = cellOf(state.rows, focus)
  const setAnswer = (answer: number | null) => {
    if (!isLocked) store.change([{ ...focus, answer, comment: answer === null ? null : content.comment }])
  }
  const paste = (written: string) => {
    if (isLocked || written === '') return
    const accountIds = candidates.map(({ account }) => account.id)
    const criterionKeys = criteria.map(({ criterionKey }) => criterionKey)
    const block = readBlock(written, { accountIds, criterionKeys, rows: state.rows }, focus)
    const write = (value: number) => formatNumber(value, { locale })
    const [fault] = block.faults
    if (fault) return showNotice(text.sheet.pasteWrong(write(fault.row), write(fault.column), fault.written))
    store.change(block.changes)
    const beyond = block.outside > 0 ? ` ${text.sheet.pastedOutside(write(block.outside))}` : ''
    showNotice(`${text.sheet.pasted(write(block.changes.length))}${beyond}`)
  }
  return (
    <div className={classes.sheet}>
      <div>
        <ScoreGrid
          candidates={candidates}
          criteria={criteria}
          rows={state.rows}
          focus={focus}
          onFocus={setFocus}
          onAnswer={setAnswer}
          onComment={() => document.getElementById(COMMENT_ID)?.focus()}
          onUndo={() => (isLocked ? undefined : store.undo())}
          onPaste={paste}
        />
        <p className={classes.muted}>{text.sheet.keys}</p>
      </div>
      <aside className={classes.aside} aria-label={candidate.account.name}>
        <h3 className={classes.cardTitle}>
          {candidate.account.name} <span className={classes.muted}>{candidate.account.code}</span>
        </h3>
        <p className={classes.muted}>
          <b>{criterion.name}.</b> {criterion.definition}
        </p>
        <LevelButtons criterion={criterion} answer={content.answer} isLocked={isLocked} onAnswer={setAnswer} />
        <CommentField
          key={keyOf(focus)}
          id={COMMENT_ID}
          content={content}
          isLocked={isLocked}
          onChange={(comment) => store.change([{ ...focus, answer: content.answer, comment }])}
          onLeave={() => document.getElementById(cellId(focus))?.focus()}
        />
        <Evidence candidate={candidate} measures={sheet.measures} />
      </aside>
    </div>
  )
}

/** Where to begin: the first cell without an answer, else the first one. */
function firstPlace({ candidates, criteria, cells }: Sheet): CellPlace | null {
  const given = new Set(cells.map(keyOf))
  const places = candidates.flatMap(({ account }) =>
    criteria.map(({ criterionKey }) => ({ accountId: account.id, criterionKey })),
  )
  return places.find((place) => !given.has(keyOf(place))) ?? places[0] ?? null
}
