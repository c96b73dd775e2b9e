import { formatAmount } from '@mainstay/domain/kernel'
import { cellKey } from '@mainstay/domain/plans'
import { Button, Drawer } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { toProblem } from '../../kit/api/api-error.ts'
import { showUndo } from '../../kit/feedback/undo-toast.tsx'
import { MoneyText } from '../../kit/figures/money-text.tsx'
import { PercentText } from '../../kit/figures/percent-text.tsx'
import { formatDate, formatMonthSpan } from '../../kit/format/date.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatMoneyCompact } from '../../kit/format/money.ts'
import { AppLink } from '../../kit/routing/app-link.tsx'
import { paths } from '../../paths.ts'
import { MakeActionDialog } from '../actions/make-action-dialog.tsx'
import { usePlan } from '../api.ts'
import { CommentsButton } from '../comments/comments-button.tsx'
import { MakeOpportunityDialog } from '../goals/make-opportunity-dialog.tsx'
import { MakeObjectiveDialog } from '../objectives/make-objective-dialog.tsx'
import { isKept } from '../offline/send-or-keep.ts'
import { ConflictNote } from '../shared/conflict-note.tsx'
import { plainAmount } from '../shared/read-amount.ts'
import { isStale } from '../shared/stale.ts'
import { useSetCells, useUndoCells } from './api/white-space-changes.ts'
import { whiteSpaceOptions } from './api/white-space-queries.ts'
import { CellFields } from './cell-fields.tsx'
import { type CellDraft, type CellFaults, draftOf, faultsOf, wishOf } from './cell-form.ts'
import { type GridModel, totalsOf } from './grid-model.ts'
import { cellWords } from './grid-row.tsx'
import { text } from './text.ts'
import type { CellPlace, Offering, Unit, WhiteSpaceCell } from './types.ts'
import classes from './white-space.module.css'

const words = text.drawer

export interface CellDrawerProps {
  readonly planId: string
  readonly model: GridModel
  readonly unit: Unit
  readonly offering: Offering
  readonly mayWrite: boolean
  readonly onRemember: (changeId: string) => void
  readonly onClose: () => void
}

/** One cell: what is known of it, what the ledger says, and what it leads to. */
export function CellDrawer(props: CellDrawerProps) {
  const { unit, offering, onClose } = props
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="lg"
      title={`${unit.name} · ${offering.name}`}
      closeButtonProps={{ 'aria-label': words.close }}
    >
      <Talk {...props} />
      <CellForm {...props} />
      <LedgerSays {...props} />
      <WhatItLedTo {...props} />
    </Drawer>
  )
}

function Talk({ planId, unit, offering }: CellDrawerProps) {
  return (
    <div className={classes.talk}>
      <CommentsButton
        planId={planId}
        subjectKind="white_space_cell"
        subjectId={cellKey({ unitId: unit.id, offeringId: offering.id })}
        title={`${unit.name} · ${offering.name}`}
      />
    </div>
  )
}

function useCellForm({ planId, model, unit, offering, onRemember, onClose }: CellDrawerProps) {
  const place: CellPlace = { unitId: unit.id, offeringId: offering.id }
  const queryClient = useQueryClient()
  const [opened] = useState<WhiteSpaceCell | undefined>(model.cells.get(cellKey(place)))
  const [first, setFirst] = useState<CellDraft>(() => draftOf(opened))
  const [draft, setDraft] = useState(first)
  const [faults, setFaults] = useState<CellFaults>({})
  const [theirs, setTheirs] = useState<WhiteSpaceCell | 'emptied' | null>(null)
  const set = useSetCells(planId)
  const undo = useUndoCells(planId)
  const fetchTheirs = async () => {
    const part = await queryClient.fetchQuery({ ...whiteSpaceOptions(planId), staleTime: 0 })
    setTheirs(part.cells.find((cell) => cellKey(cell) === cellKey(place)) ?? 'emptied')
  }
  const save = (version: number) => {
    const found = faultsOf(draft)
    setFaults(found)
    if (Object.keys(found).length > 0) return
    const cells = [{ ...wishOf(place, first, draft), version }]
    set.mutate(
      { cells },
      {
        onSuccess: ({ changeId }) => {
          onRemember(changeId)
          showUndo({ message: words.saved, undo: () => undo.mutateAsync(changeId) })
          onClose()
        },
        onError: (error) => {
          if (isKept(error)) onClose()
          else if (isStale(error)) void fetchTheirs()
        },
      },
    )
  }
  const versionOf = (cell: WhiteSpaceCell | 'emptied' | null | undefined) =>
    typeof cell === 'object' && cell !== null ? cell.version : 0
  return {
    draft,
    faults,
    theirs,
    isBusy: set.isPending,
    failure: set.error && theirs === null ? toProblem(set.error).detail : null,
    change: (patch: Partial<CellDraft>) => setDraft((known) => ({ ...known, ...patch })),
    save: () => save(versionOf(opened)),
    keepMine: () => save(versionOf(theirs)),
    takeTheirs: () => {
      const standing = draftOf(typeof theirs === 'object' && theirs !== null ? theirs : undefined)
      setFirst(standing)
      onClose()
    },
    isChanged: Object.keys(wishOf(place, first, draft)).length > 2,
  }
}

function CellForm(props: CellDrawerProps) {
  const locale = useLocale()
  const form = useCellForm(props)
  const { mayWrite, model, unit, offering } = props
  const cell = model.cells.get(cellKey({ unitId: unit.id, offeringId: offering.id }))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    form.save()
  }
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      {form.theirs ? <CellConflict form={form} locale={locale} /> : null}
      <CellFields
        draft={form.draft}
        faults={form.faults}
        currency={model.part.currency}
        isReadOnly={!mayWrite}
        onChange={form.change}
      />
      {cell?.updatedAt ? (
        <p className={classes.muted}>
          {words.author(cell.authorName)}, {formatDate(cell.updatedAt, locale)}.{' '}
          {cell.writtenBy === 'ledger' && cell.state !== 'unknown' ? words.byLedger : ''}
        </p>
      ) : null}
      {form.failure ? (
        <div role="alert" className={classes.notice}>
          <b>{words.refused}</b> {form.failure}
        </div>
      ) : null}
      {mayWrite ? (
        <div className={classes.buttons}>
          <Button type="submit" variant="filled" loading={form.isBusy} disabled={!form.isChanged}>
            {words.save}
          </Button>
        </div>
      ) : null}
    </form>
  )
}

interface CellConflictProps {
  readonly form: ReturnType<typeof useCellForm>
  readonly locale: string | undefined
}

function CellConflict({ form, locale }: CellConflictProps) {
  const standing = form.theirs === 'emptied' || form.theirs === null ? undefined : form.theirs
  const theirs = draftOf(standing)
  const state = (draft: CellDraft) => text.states[draft.state]
  const potential = ({ low, base, high }: CellDraft) => [low, base, high].filter(Boolean).join(' / ')
  return (
    <ConflictNote
      changedBy={standing?.authorName}
      fields={[
        { label: words.state, mine: state(form.draft), theirs: standing ? cellWords(standing, locale) : state(theirs) },
        { label: words.competitor, mine: form.draft.competitor, theirs: theirs.competitor },
        { label: words.competitorShare, mine: form.draft.competitorShare, theirs: theirs.competitorShare },
        { label: words.renewal, mine: form.draft.renewalOn, theirs: theirs.renewalOn },
        { label: words.base, mine: potential(form.draft), theirs: potential(theirs) },
        { label: words.need, mine: form.draft.need, theirs: theirs.need },
        { label: words.win, mine: form.draft.win, theirs: theirs.win },
        { label: words.source, mine: form.draft.source, theirs: theirs.source },
        { label: words.note, mine: form.draft.note, theirs: theirs.note },
      ]}
      isBusy={form.isBusy}
      onKeepMine={form.keepMine}
      onTakeTheirs={form.takeTheirs}
    />
  )
}

function LedgerSays({ model, unit, offering }: CellDrawerProps) {
  const locale = useLocale()
  const { ledger, currency } = model.part
  const sale = model.sales.get(cellKey({ unitId: unit.id, offeringId: offering.id }))
  if (!ledger || !unit.account || !offering.productLine) return <p className={classes.muted}>{words.untold}</p>
  if (!sale) return <p className={classes.muted}>{words.notSold}</p>
  const { base } = totalsOf(model, [unit], [offering]).shareOfWallet
  const month = (value: string) => formatMonthSpan(value, value, locale)
  const isSoldNow = sale.netRevenue === null || Number(sale.netRevenue) !== 0
  return (
    <div className={classes.muted}>
      {isSoldNow ? (
        <p>
          {sale.netRevenue === null ? (
            <MoneyText amount={null} />
          ) : (
            words.sold(formatMoneyCompact(sale.netRevenue, { locale, currency }), month(ledger.from), month(ledger.to))
          )}
        </p>
      ) : null}
      <p>
        {sale.lastInvoiceOn === null
          ? words.soldBefore(month(sale.lastMonth))
          : words.lapsedOn(formatDate(sale.lastInvoiceOn, locale))}
      </p>
      {base.value === null && base.status !== 'not_applicable' ? null : (
        <p>
          {words.share}: <PercentText fraction={base} />
        </p>
      )}
      {base.reasons.includes('economics/wallet-below-our-sales') ? <p role="alert">{words.walletWrong}</p> : null}
    </div>
  )
}

function WhatItLedTo({ planId, model, unit, offering, mayWrite }: CellDrawerProps) {
  const [making, setMaking] = useState<'objective' | 'action' | 'opportunity' | null>(null)
  const id = cellKey({ unitId: unit.id, offeringId: offering.id })
  const led = model.cells.get(id)?.led ?? []
  const effect = {
    planId,
    cause: { kind: 'white_space_cell', id },
    title: words.effectTitle(unit.name, offering.name),
    onClose: () => setMaking(null),
  } as const
  const plan = usePlan(planId)
  const hasGoals = plan.data?.sections.some(({ part }) => part === 'goals') ?? false
  const { expectedRevenue } = totalsOf(model, [unit], [offering])
  const parts = { objective: 'objectives', action: 'actions', bridge_entry: 'goals' } as const
  const kinds = [...new Set(led.map(({ kind }) => kind))]
  return (
    <section>
      <h3 className={classes.subheading}>{words.led}</h3>
      {led.length === 0 ? <p className={classes.muted}>{words.nothingLed}</p> : null}
      <ul>
        {kinds.map((kind) => (
          <li key={kind}>
            {led.filter((one) => one.kind === kind).length} × {words.effects[kind]}:{' '}
            <AppLink href={paths.planPart(planId, parts[kind])}>{words.openEffects[kind]}</AppLink>
          </li>
        ))}
      </ul>
      {mayWrite ? (
        <div className={classes.buttons}>
          <Button onClick={() => setMaking('objective')}>{words.objective}</Button>
          <Button onClick={() => setMaking('action')}>{words.action}</Button>
          {hasGoals ? <Button onClick={() => setMaking('opportunity')}>{words.opportunity}</Button> : null}
        </div>
      ) : null}
      {making === 'objective' ? <MakeObjectiveDialog {...effect} /> : null}
      {making === 'action' ? <MakeActionDialog {...effect} /> : null}
      {making === 'opportunity' ? (
        <MakeOpportunityDialog
          {...effect}
          amount={expectedRevenue.value === null ? '' : plainAmount(formatAmount(expectedRevenue.value))}
        />
      ) : null}
    </section>
  )
}
