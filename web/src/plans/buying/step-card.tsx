import { ActionIcon, Checkbox } from '@mantine/core'
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs'
import IconChevronDown from '@tabler/icons-react/dist/esm/icons/IconChevronDown.mjs'
import IconChevronUp from '@tabler/icons-react/dist/esm/icons/IconChevronUp.mjs'
import type { KeyboardEvent } from 'react'
import { Tag, type TagTone } from '../../kit/figures/badges.tsx'
import { formatDate } from '../../kit/format/date.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { QuietButton } from '../../kit/layout/quiet-button.tsx'
import { CommentsButton } from '../comments/comments-button.tsx'
import classes from './buying.module.css'
import { type Mismatch, mismatchesOf } from './fit-rules.ts'
import { text } from './text.ts'
import type { BuyingStep } from './types.ts'

const words = text.board
const ICON = { size: 14, stroke: 1.7, 'aria-hidden': true } as const

const TONES: Readonly<Record<Mismatch, TagTone>> = {
  not_served: 'loss',
  serves_nothing: 'loss',
  out_of_order: 'caution',
  late: 'loss',
  passed_over: 'caution',
}

export interface StepCardProps {
  readonly planId: string
  readonly step: BuyingStep
  /** In its column, counted from 1. */
  readonly place: number
  readonly others: readonly BuyingStep[]
  readonly mayChange: boolean
  readonly onOpen: (step: BuyingStep) => void
  readonly onMap: (step: BuyingStep) => void
  readonly onTick: (isDone: boolean) => void
  readonly onMove: (by: 1 | -1) => void
}

/** A mark in a word or two; of what is late, by how much. */
function markWords(mark: Mismatch, slipDays: number | null): string {
  return mark === 'late' && slipDays !== null ? text.lateBy(slipDays) : text.marks[mark]
}

/** What is wrong with a step, in words on colored ground. */
export function MismatchTags({ step, marks }: { readonly step: BuyingStep; readonly marks: readonly Mismatch[] }) {
  return marks.map((mark) => (
    <Tag key={mark} tone={TONES[mark]}>
      {markWords(mark, step.slipDays)}
    </Tag>
  ))
}

/** What the edge of a card shows beside its words. */
function stateOf(step: BuyingStep): 'done' | TagTone {
  if (step.doneOn !== null) return 'done'
  const [gravest] = mismatchesOf(step).map((mark) => TONES[mark])
  return gravest ?? 'neutral'
}

/** One step: whether it is done, what it is, whose, by when, what is wrong with it, and what it is mapped to. */
export function StepCard(props: StepCardProps) {
  const { step, place, mayChange, onOpen, onTick, onMove } = props
  const { id, title, doneOn } = step
  const moveByKey = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : null
    if (!event.altKey || by === null || !mayChange) return
    event.preventDefault()
    onMove(by)
  }
  return (
    <li data-step={id} data-state={stateOf(step)} className={classes.card} onKeyDown={moveByKey}>
      <div className={classes.tick}>
        {mayChange ? (
          <Checkbox
            size="xs"
            aria-label={words.tick(title)}
            checked={doneOn !== null}
            onChange={(event) => onTick(event.currentTarget.checked)}
          />
        ) : doneOn === null ? null : (
          <IconCheck {...ICON} />
        )}
        <span className={classes.place} aria-hidden>
          {place}
        </span>
      </div>
      <div className={classes.cardBody}>
        <button type="button" className={classes.cardTitle} onClick={() => onOpen(step)}>
          {title}
        </button>
        <CardFacts step={step} />
        <Mapping {...props} />
      </div>
      {mayChange ? (
        <div className={classes.movers}>
          <ActionIcon size={24} aria-label={words.up(title)} onClick={() => onMove(-1)}>
            <IconChevronUp {...ICON} />
          </ActionIcon>
          <ActionIcon size={24} aria-label={words.down(title)} onClick={() => onMove(1)}>
            <IconChevronDown {...ICON} />
          </ActionIcon>
        </div>
      ) : null}
    </li>
  )
}

function dayWords({ doneOn, plannedOn }: BuyingStep, locale: string | undefined): string {
  if (doneOn !== null) return words.doneOn(formatDate(doneOn, locale))
  return plannedOn === null ? words.noDay : words.plannedOn(formatDate(plannedOn, locale))
}

function CardFacts({ step }: { readonly step: BuyingStep }) {
  const locale = useLocale()
  const { phase, ownerRole, owner, marks, caused, doneOn, slipDays } = step
  const who = [ownerRole, owner?.name ?? (marks.includes('nobody_named') ? text.marks.nobody_named : '')]
  const facts = [
    phase === null ? '' : text.phases[phase],
    who.filter(Boolean).join(': '),
    dayWords(step, locale),
    doneOn !== null && slipDays !== null && slipDays > 0 ? text.slippedBy(slipDays) : '',
    marks.includes('no_evidence') ? text.marks.no_evidence : '',
  ]
  const mismatches = mismatchesOf(step)
  const led = caused.filter(({ isStanding }) => isStanding).length
  return (
    <>
      <p className={classes.facts}>{facts.filter(Boolean).join(' · ')}</p>
      {mismatches.length > 0 || led > 0 ? (
        <div className={classes.tags}>
          <MismatchTags step={step} marks={mismatches} />
          {led > 0 ? <Tag tone="gain">{words.caused(led)}</Tag> : null}
        </div>
      ) : null}
    </>
  )
}

/** What it is mapped to: by number beside the lines, and by name where there is no room for lines. */
function Mapping({ planId, step, others, mayChange, onOpen, onMap }: StepCardProps) {
  const { id: stepId, side, title, mappedTo } = step
  const places = mappedTo.flatMap((id) => {
    const at = others.findIndex((other) => other.id === id)
    return at < 0 ? [] : [at + 1]
  })
  const isTheirs = side === 'customer'
  const listed = places.join(', ')
  const mapped = isTheirs ? words.servedBy(listed) : words.serves(listed)
  return (
    <>
      {isTheirs && places.length > 0 ? (
        <ul className={classes.servedBy} aria-label={words.servedByList(title)}>
          {others
            .filter(({ id }) => mappedTo.includes(id))
            .map((other) => (
              <li key={other.id} data-done={other.doneOn !== null}>
                <button type="button" className={classes.link} onClick={() => onOpen(other)}>
                  {other.title}
                </button>
              </li>
            ))}
        </ul>
      ) : null}
      <p className={classes.mapping}>
        {places.length > 0 ? <span>{mapped}</span> : null}
        {mayChange ? (
          <QuietButton aria-label={words.mapStep(title)} onClick={() => onMap(step)}>
            {words.map}
          </QuietButton>
        ) : null}
        <CommentsButton planId={planId} subjectKind="buying_step" subjectId={stepId} title={title} />
      </p>
    </>
  )
}
