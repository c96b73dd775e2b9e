import { CELL_STATES, hasHeadings, letterOfState } from '@mainstay/domain/plans'
import { useEffect, useMemo, useState } from 'react'
import { toProblem } from '../../kit/api/api-error.ts'
import { toCsv } from '../../kit/data/csv.ts'
import { downloadText, fileNameOf } from '../../kit/data/download.ts'
import { showNotice, showUndo } from '../../kit/feedback/undo-toast.tsx'
import { registerReasons } from '../../kit/figures/reasons.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { ExportMenu } from '../../kit/layout/export-menu.tsx'
import { PageStack } from '../../kit/layout/page.tsx'
import { Panel } from '../../kit/layout/panel.tsx'
import { QuietButton } from '../../kit/layout/quiet-button.tsx'
import { QueryGate } from '../../kit/states/query-gate.tsx'
import { StateEmpty } from '../../kit/states/states.tsx'
import type { PartProps } from '../part-props.ts'
import { ConflictNote } from '../shared/conflict-note.tsx'
import { AddHeadings, AddHeadingsDialog } from './add-headings.tsx'
import { useFill, usePasteCells, useUndoCells } from './api/white-space-changes.ts'
import { useWhiteSpace } from './api/white-space-queries.ts'
import { CellDrawer } from './cell-drawer.tsx'
import { type GridModel, modelOf, wholeTexts } from './grid-model.ts'
import { cellWords } from './grid-row.tsx'
import { HeadingDialog } from './heading-dialog.tsx'
import { text } from './text.ts'
import { TotalsStrip } from './totals-strip.tsx'
import type { CellPlace, WhiteSpacePart as WhiteSpace, WhiteSpaceAxis } from './types.ts'
import { type CellWriter, useCellWriter } from './use-cell-writer.ts'
import classes from './white-space.module.css'
import { WhiteSpaceGrid } from './white-space-grid.tsx'

registerReasons(text.reasons)

/** What the customer's units buy from us, from others, or not at all. */
export function WhiteSpacePart(props: PartProps) {
  const whiteSpace = useWhiteSpace(props.plan.id)
  const [wasEmpty, setWasEmpty] = useState(false)
  return (
    <QueryGate query={whiteSpace}>
      {(part) =>
        part.units.length === 0 && part.offerings.length === 0 ? (
          <EmptyGrid {...props} onEmpty={setWasEmpty} />
        ) : (
          <Content {...props} part={part} hasBegun={wasEmpty} />
        )
      }
    </QueryGate>
  )
}

function EmptyGrid({ plan, mayWrite, onEmpty }: PartProps & { readonly onEmpty: (isEmpty: true) => void }) {
  useEffect(() => onEmpty(true), [onEmpty])
  return (
    <Panel>
      <StateEmpty title={text.empty.title} sentence={mayWrite ? text.empty.sentence : text.empty.reader} />
      {mayWrite ? (
        <>
          <p className={classes.muted}>{text.empty.proposal}</p>
          <AddHeadings planId={plan.id} isBeginning onDone={() => undefined} />
        </>
      ) : null}
    </Panel>
  )
}

interface Told {
  readonly title: string
  readonly lines: readonly string[]
  readonly mayOverwrite: boolean
}

type Opened =
  | { readonly kind: 'cell'; readonly place: CellPlace }
  | { readonly kind: 'heading'; readonly axis: WhiteSpaceAxis; readonly id: string }
  | { readonly kind: 'add' }

/** Filling and pasting: what they did, or why they did not. */
function useBulk(planId: string, model: GridModel, writer: CellWriter) {
  const [told, setTold] = useState<Told | null>(null)
  const fill = useFill(planId)
  const paste = usePasteCells(planId)
  const undo = useUndoCells(planId)
  const offerUndo = (message: string, changeId: string) => {
    writer.remember(changeId)
    showUndo({ message, undo: () => undo.mutateAsync(changeId) })
  }
  const refuse = (title: string) => (error: unknown) => {
    const { detail, errors } = toProblem(error)
    setTold({ title, lines: [detail, ...errors.map(({ message }) => message)], mayOverwrite: false })
  }
  return {
    told,
    isFilling: fill.isPending,
    close: () => setTold(null),
    fill: (overwrite: 'nothing_of_people' | 'state_of_people') =>
      fill.mutate(overwrite, {
        onSuccess: (done) => {
          if (done.changeId !== null) offerUndo(text.filled(done.owned, done.lapsed), done.changeId)
          else showNotice(text.nothingToFill)
          const lines = [
            ...(done.kept.length > 0 ? [text.kept(done.kept.length)] : []),
            ...(done.unitsWithoutCompany > 0 ? [text.noCompany(done.unitsWithoutCompany)] : []),
            ...(done.offeringsWithoutLine > 0 ? [text.noLine(done.offeringsWithoutLine)] : []),
          ]
          const title = done.changeId === null ? text.nothingToFill : text.filled(done.owned, done.lapsed)
          setTold(lines.length === 0 ? null : { title, lines, mayOverwrite: done.kept.length > 0 })
        },
        onError: refuse(text.notSaved),
      }),
    paste: (rows: string[][], at: CellPlace) => {
      const { units, offerings, cells } = model.part
      const start = hasHeadings({ rows, units, offerings }) ? null : at
      paste.mutate(
        { rows, start, seen: cells.filter(({ version }) => version > 0) },
        {
          onSuccess: (done) => {
            setTold(null)
            offerUndo(text.pasted(done.cells.length), done.changeId)
          },
          onError: refuse(text.pasteRefused),
        },
      )
    },
  }
}

interface ContentProps extends PartProps {
  readonly part: WhiteSpace
  readonly hasBegun: boolean
}

function Content({ plan, access, mayWrite, part, hasBegun }: ContentProps) {
  const model = useMemo(() => modelOf(part), [part])
  const writer = useCellWriter(plan.id)
  const bulk = useBulk(plan.id, model, writer)
  const [opened, setOpened] = useState<Opened | null>(null)
  const csv = () => {
    const { header, rows } = wholeTexts(model)
    downloadText(`${fileNameOf(`${text.title} ${plan.title}`)}.csv`, toCsv(header, rows), 'text/csv')
  }
  return (
    <PageStack>
      <TotalsStrip model={model} seesMargins={access.seesMargins} />
      <Panel
        title={text.title}
        subtitle={text.subtitle(part.units.length, part.offerings.length)}
        actions={
          <>
            {mayWrite ? (
              <>
                <QuietButton disabled={bulk.isFilling} onClick={() => bulk.fill('nothing_of_people')}>
                  {text.toolbar.fill}
                </QuietButton>
                <QuietButton onClick={() => setOpened({ kind: 'add' })}>{text.toolbar.add}</QuietButton>
              </>
            ) : null}
            <ExportMenu label={text.toolbar.exportLabel} choices={[{ label: text.toolbar.csv, onSelect: csv }]} />
          </>
        }
      >
        <RefusedNote model={model} writer={writer} />
        {bulk.told ? <ToldNote told={bulk.told} bulk={bulk} /> : null}
        <WhiteSpaceGrid
          model={model}
          mayWrite={mayWrite}
          hasBegun={hasBegun}
          onStates={(places, state) => writer.type(places.map((place) => ({ place, state })))}
          onOpenCell={(place) => setOpened({ kind: 'cell', place })}
          onOpenHeading={(axis, id) => setOpened({ kind: 'heading', axis, id })}
          onPaste={bulk.paste}
          onUndo={() => void writer.takeBack()}
        />
        <Legend mayWrite={mayWrite} />
      </Panel>
      <OpenedThing
        planId={plan.id}
        model={model}
        opened={opened}
        mayWrite={mayWrite}
        seesMargins={access.seesMargins}
        onRemember={writer.remember}
        onClose={() => setOpened(null)}
      />
    </PageStack>
  )
}

interface OpenedThingProps {
  readonly planId: string
  readonly model: GridModel
  readonly opened: Opened | null
  readonly mayWrite: boolean
  readonly seesMargins: boolean
  readonly onRemember: (changeId: string) => void
  readonly onClose: () => void
}

function OpenedThing({ opened, model, seesMargins, onRemember, ...frame }: OpenedThingProps) {
  const { units, offerings } = model.part
  if (opened === null) return null
  if (opened.kind === 'add') return <AddHeadingsDialog planId={frame.planId} onDone={frame.onClose} />
  if (opened.kind === 'heading') {
    const heading = [...units, ...offerings].find(({ id }) => id === opened.id)
    const common = { part: model.part, axis: opened.axis, seesMargins }
    return heading ? <HeadingDialog key={heading.version} {...frame} {...common} heading={heading} /> : null
  }
  const unit = units.find(({ id }) => id === opened.place.unitId)
  const offering = offerings.find(({ id }) => id === opened.place.offeringId)
  if (!unit || !offering) return null
  return <CellDrawer {...frame} model={model} unit={unit} offering={offering} onRemember={onRemember} />
}

function RefusedNote({ model, writer }: { readonly model: GridModel; readonly writer: CellWriter }) {
  const locale = useLocale()
  const { refused } = writer
  if (refused === null) return null
  const nameOf = (place: CellPlace) => {
    const unit = model.part.units.find(({ id }) => id === place.unitId)?.name ?? ''
    const offering = model.part.offerings.find(({ id }) => id === place.offeringId)?.name ?? ''
    return `${unit}, ${offering}`
  }
  const fields = refused.typed.map(({ place, state }) => ({
    label: nameOf(place),
    mine: text.states[state],
    theirs: cellWords(model.cells.get(`${place.unitId}:${place.offeringId}`), locale),
  }))
  return (
    <>
      {refused.isStale ? null : (
        <div role="alert" className={classes.notice}>
          <b>{text.notSaved}</b> {refused.sentence}
        </div>
      )}
      <ConflictNote fields={fields} onKeepMine={writer.keepMine} onTakeTheirs={writer.takeTheirs} />
    </>
  )
}

function ToldNote({ told, bulk }: { readonly told: Told; readonly bulk: ReturnType<typeof useBulk> }) {
  return (
    <div role="alert" className={classes.notice}>
      <b>{told.title}</b>
      <ul>
        {told.lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <div className={classes.buttons}>
        {told.mayOverwrite ? (
          <QuietButton onClick={() => bulk.fill('state_of_people')}>{text.overwrite}</QuietButton>
        ) : null}
        <QuietButton onClick={bulk.close}>{text.close}</QuietButton>
      </div>
    </div>
  )
}

function Legend({ mayWrite }: { readonly mayWrite: boolean }) {
  return (
    <>
      <ul className={classes.legend} aria-label={text.legend}>
        {CELL_STATES.map((state) => (
          <li key={state}>
            <span className={classes.swatch} data-state={state}>
              {letterOfState(state)}
            </span>
            {text.states[state]}
          </li>
        ))}
      </ul>
      {mayWrite ? <p className={classes.muted}>{text.keys}</p> : null}
    </>
  )
}
