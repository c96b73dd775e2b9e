import { firstGrid, lineNames, nameKey, unitNames } from '@mainstay/domain/plans'
import { Button, Checkbox, Modal, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { toProblem } from '../../kit/api/api-error.ts'
import { formatMonthSpan } from '../../kit/format/date.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatMoneyCompact } from '../../kit/format/money.ts'
import { QuietButton } from '../../kit/layout/quiet-button.tsx'
import { QueryGate } from '../../kit/states/query-gate.tsx'
import { useAddHeadings } from './api/white-space-changes.ts'
import { useProposal } from './api/white-space-queries.ts'
import { text } from './text.ts'
import classes from './white-space.module.css'

const words = text.add
type Proposal = NonNullable<ReturnType<typeof useProposal>['data']>

/** What is written line by line, without empty lines and repetitions. */
function namesOf(written: string): string[] {
  const seen = new Set<string>()
  return written
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => {
      if (line === '' || seen.has(nameKey(line))) return false
      seen.add(nameKey(line))
      return true
    })
}

export interface AddHeadingsProps {
  readonly planId: string
  /** Companies and product lines stand chosen as a plan begins with them: a grid that begins. */
  readonly isBeginning: boolean
  readonly onDone: () => void
}

/** Chooses companies and product lines of the ledger, and takes more by name. */
export function AddHeadings(props: AddHeadingsProps) {
  const proposal = useProposal(props.planId)
  return <QueryGate query={proposal}>{(found) => <AddForm {...props} proposal={found} />}</QueryGate>
}

function useAddForm({ planId, isBeginning, onDone, proposal }: AddHeadingsProps & { readonly proposal: Proposal }) {
  const add = useAddHeadings(planId)
  const first = isBeginning ? firstGrid(proposal.units, proposal.offerings) : { units: [], offerings: [] }
  const [units, setUnits] = useState<readonly string[]>(first.units.map(({ accountId }) => accountId))
  const [lines, setLines] = useState<readonly string[]>(first.offerings.map(({ productLine }) => productLine))
  const [unitText, setUnitText] = useState('')
  const [offeringText, setOfferingText] = useState('')
  const [isTried, setTried] = useState(false)
  const companyNames = unitNames(proposal.units)
  const names = new Map(proposal.units.map(({ accountId }, at) => [accountId, companyNames[at]]))
  const titles = lineNames(proposal.offerings)
  const lineTitles = new Map(proposal.offerings.map(({ productLine }, at) => [productLine, titles[at]]))
  const wish = {
    units: [
      ...units.map((accountId) => ({ name: names.get(accountId) ?? accountId, accountId })),
      ...namesOf(unitText).map((name) => ({ name })),
    ],
    offerings: [
      ...lines.map((productLine) => ({ name: lineTitles.get(productLine) ?? productLine, productLine })),
      ...namesOf(offeringText).map((name) => ({ name })),
    ],
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (wish.units.length + wish.offerings.length > 0) add.mutate(wish, { onSuccess: onDone })
  }
  const problem = add.error ? toProblem(add.error) : null
  return {
    units,
    lines,
    unitText,
    offeringText,
    setUnits,
    setLines,
    setUnitText,
    setOfferingText,
    submit,
    isBusy: add.isPending,
    isNothing: isTried && wish.units.length + wish.offerings.length === 0,
    failure: problem ? [problem.detail, ...problem.errors.map(({ message }) => message)] : [],
  }
}

/** What they bought of a product line: in the twelve months, last before them, or never. */
function soldWords({ netRevenue, lastMonth }: Proposal['offerings'][number], locale: string | undefined): string {
  if (netRevenue !== null) return words.sold(formatMoneyCompact(netRevenue, { locale }))
  return lastMonth === null ? words.neverBought : words.lastBought(formatMonthSpan(lastMonth, lastMonth, locale))
}

function AddForm(props: AddHeadingsProps & { readonly proposal: Proposal }) {
  const locale = useLocale()
  const { proposal, isBeginning, onDone } = props
  const form = useAddForm(props)
  return (
    <form className={classes.form} onSubmit={form.submit} noValidate>
      <Choices
        label={words.known}
        choices={proposal.units.map(({ accountId, name, code }) => ({ value: accountId, label: `${name} · ${code}` }))}
        chosen={form.units}
        onChange={form.setUnits}
      />
      <Textarea
        label={words.units}
        description={words.unitsHint}
        autosize
        minRows={2}
        maxRows={8}
        value={form.unitText}
        onChange={(event) => form.setUnitText(event.currentTarget.value)}
      />
      <Choices
        label={words.lines}
        choices={proposal.offerings.map((line) => ({
          value: line.productLine,
          label: line.productLine,
          hint: soldWords(line, locale),
        }))}
        chosen={form.lines}
        onChange={form.setLines}
      />
      <Textarea
        label={words.offerings}
        description={words.offeringsHint}
        autosize
        minRows={2}
        maxRows={8}
        value={form.offeringText}
        onChange={(event) => form.setOfferingText(event.currentTarget.value)}
      />
      {form.isNothing ? <div role="alert">{words.nothing}</div> : null}
      {form.failure.length > 0 ? (
        <div role="alert" className={classes.notice}>
          <b>{words.refused}</b> {form.failure.join(' ')}
        </div>
      ) : null}
      <div className={classes.buttons}>
        {isBeginning ? null : <Button onClick={onDone}>{words.cancel}</Button>}
        <Button type="submit" variant="filled" loading={form.isBusy}>
          {isBeginning ? text.empty.begin : words.save}
        </Button>
      </div>
    </form>
  )
}

interface ChoicesProps {
  readonly label: string
  readonly choices: readonly { readonly value: string; readonly label: string; readonly hint?: string }[]
  readonly chosen: readonly string[]
  readonly onChange: (chosen: readonly string[]) => void
}

function Choices({ label, choices, chosen, onChange }: ChoicesProps) {
  if (choices.length === 0) return null
  const isAll = choices.every(({ value }) => chosen.includes(value))
  return (
    <Checkbox.Group label={label} value={[...chosen]} onChange={onChange}>
      <div className={classes.choices}>
        {choices.map(({ value, label: name, hint }) => (
          <Checkbox key={value} size="xs" value={value} label={name} description={hint} />
        ))}
      </div>
      <QuietButton onClick={() => onChange(isAll ? [] : choices.map(({ value }) => value))}>
        {isAll ? words.none : words.all}
      </QuietButton>
    </Checkbox.Group>
  )
}

/** The same in a dialog, for a grid that goes on. */
export function AddHeadingsDialog({ planId, onDone }: Omit<AddHeadingsProps, 'isBeginning'>) {
  return (
    <Modal opened onClose={onDone} title={words.title} size="lg" closeButtonProps={{ 'aria-label': words.cancel }}>
      <AddHeadings planId={planId} isBeginning={false} onDone={onDone} />
    </Modal>
  )
}
