import { Button } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { showFailure, showUndo } from '../../kit/feedback/undo-toast.tsx'
import { Tag } from '../../kit/figures/badges.tsx'
import { formatDate } from '../../kit/format/date.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatNumber, formatPercent } from '../../kit/format/number.ts'
import { PageColumns } from '../../kit/layout/page.tsx'
import { Panel } from '../../kit/layout/panel.tsx'
import { QuietButton } from '../../kit/layout/quiet-button.tsx'
import { StateEmpty } from '../../kit/states/states.tsx'
import type { PlanHeader } from '../api.ts'
import { CommentsButton } from '../comments/comments-button.tsx'
import { tellAfter } from '../shared/tell-after.ts'
import { useCaseRemoval, useDriverRemoval } from './api/value-changes.ts'
import { CaseFigures } from './case-figures.tsx'
import { DriverDialog } from './driver-dialog.tsx'
import { DriverTable } from './driver-table.tsx'
import { FlowChart } from './flow-chart.tsx'
import { MarksPanel } from './marks-panel.tsx'
import { text } from './text.ts'
import { type DriverKind, KINDS, type ValueCase, type ValueDriver } from './types.ts'
import classes from './value.module.css'
import { ViewsPanel } from './views-panel.tsx'

const words = text.drivers
const MOST_DRIVERS = 40

export interface CaseViewProps {
  readonly plan: PlanHeader
  readonly valueCase: ValueCase
  readonly currency: string
  readonly mayWrite: boolean
  /** It was added a moment ago: the next thing is its first driver. */
  readonly isNew: boolean
  readonly onChange: () => void
}

/** One case with all that is known of it: figures, views, the way to break-even, doubts, and drivers. */
export function CaseView(props: CaseViewProps) {
  const { plan, valueCase, currency, mayWrite, isNew } = props
  const [opened, setOpened] = useState<ValueDriver | DriverKind | null>(null)
  const hasDrivers = valueCase.drivers.length > 0
  return (
    <>
      <CaseHead {...props} />
      {hasDrivers ? (
        <>
          <MarksPanel valueCase={valueCase} />
          <PageColumns template="1.1fr 1fr">
            <FlowChart valueCase={valueCase} currency={currency} />
            <ViewsPanel valueCase={valueCase} />
          </PageColumns>
        </>
      ) : null}
      <Drivers
        planId={plan.id}
        valueCase={valueCase}
        mayWrite={mayWrite}
        takesFocus={isNew && !hasDrivers}
        onOpen={setOpened}
      />
      {opened === null ? null : (
        <DriverDialog
          plan={plan}
          valueCase={valueCase}
          currency={currency}
          subject={opened}
          onClose={() => setOpened(null)}
        />
      )}
    </>
  )
}

/** What the case is, and what it comes to. */
function CaseHead({ plan, valueCase, currency, mayWrite, onChange }: CaseViewProps) {
  const locale = useLocale()
  const { title, note, beneficiary } = valueCase
  const { remove, restore } = useCaseRemoval(plan.id)
  const takeOut = () =>
    tellAfter(remove.mutateAsync(valueCase), {
      onSuccess: (removed) => showUndo({ message: text.removed(title), undo: () => restore(removed) }),
      onError: (error) => showFailure(error, text.notRemoved),
    })
  const years = text.years(formatNumber(valueCase.years, { locale }))
  const rate = formatPercent(valueCase.discountRate, { locale })
  return (
    <Panel
      padding="flush"
      title={<span className={classes.words}>{title}</span>}
      subtitle={
        <>
          <Tag tone={beneficiary === 'us' ? 'caution' : 'accent'}>{text.beneficiary[beneficiary]}</Tag>{' '}
          {text.facts(years, formatDate(valueCase.startsOn, locale), rate)}
        </>
      }
      actions={
        <>
          {beneficiary === 'customer' ? (
            <CommentsButton planId={plan.id} subjectKind="value_case" subjectId={valueCase.id} title={title} />
          ) : null}
          {mayWrite ? (
            <>
              <QuietButton aria-label={text.changeOne(title)} onClick={onChange}>
                {text.change}
              </QuietButton>
              <QuietButton aria-label={text.removeOne(title)} disabled={remove.isPending} onClick={takeOut}>
                {text.remove}
              </QuietButton>
            </>
          ) : null}
        </>
      }
    >
      {note === '' ? null : <p className={classes.note}>{note}</p>}
      {valueCase.drivers.length === 0 ? null : <CaseFigures valueCase={valueCase} currency={currency} />}
    </Panel>
  )
}

interface DriversProps {
  readonly planId: string
  readonly valueCase: ValueCase
  readonly mayWrite: boolean
  readonly takesFocus: boolean
  readonly onOpen: (subject: ValueDriver | DriverKind) => void
}

function Drivers({ planId, valueCase, mayWrite, takesFocus, onOpen }: DriversProps) {
  const { remove, restore } = useDriverRemoval(planId)
  const first = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (takesFocus) first.current?.focus()
  }, [takesFocus])
  const takeOut = (driver: ValueDriver) =>
    tellAfter(remove.mutateAsync(driver), {
      onSuccess: ({ removed }) => showUndo({ message: text.removed(driver.name), undo: () => restore(removed) }),
      onError: (error) => showFailure(error, text.notRemoved),
    })
  const isEmpty = valueCase.drivers.length === 0
  const isFull = valueCase.drivers.length >= MOST_DRIVERS
  const buttons = KINDS.map((kind, at) => (
    <Button key={kind} ref={at === 0 ? first : null} disabled={isFull} onClick={() => onOpen(kind)}>
      {words.add[kind]}
    </Button>
  ))
  if (isEmpty) {
    return (
      <Panel title={words.title}>
        <StateEmpty
          title={words.empty}
          sentence={mayWrite ? words.emptySentence : words.emptyReadOnly}
          action={mayWrite ? <div className={classes.buttons}>{buttons}</div> : undefined}
        />
      </Panel>
    )
  }
  return (
    <Panel title={words.title} subtitle={words.subtitle}>
      <DriverTable valueCase={valueCase} deeds={mayWrite ? { onChange: onOpen, onRemove: takeOut } : null} />
      {mayWrite ? <div className={classes.addDrivers}>{buttons}</div> : null}
      {mayWrite && isFull ? <p className={classes.muted}>{words.full(MOST_DRIVERS)}</p> : null}
    </Panel>
  )
}
