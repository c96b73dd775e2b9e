import { Button, NumberInput, Textarea, TextInput } from '@mantine/core'
import { toProblem } from '../../kit/api/api-error.ts'
import { Panel } from '../../kit/layout/panel.tsx'
import { QuietButton } from '../../kit/layout/quiet-button.tsx'
import { partName, partsOf, TEXT_PARTS } from './definition-parts.ts'
import { PartTable } from './part-table.tsx'
import classes from './record.module.css'
import { text } from './text.ts'
import type { DefinitionContent } from './types.ts'
import type { DefinitionDraft, DraftSave } from './use-definition-draft.ts'

interface FieldsProps {
  readonly content: DefinitionContent
  readonly onChange: (content: DefinitionContent) => void
}

function InvestmentFields({ content, onChange }: FieldsProps) {
  const { investment } = content
  const set = (patch: Partial<DefinitionContent['investment']>) =>
    onChange({ ...content, investment: { ...investment, ...patch } })
  return (
    <fieldset className={classes.investment}>
      <legend>{text.definition.investmentTitle}</legend>
      {(['fullTimePeople', 'executiveDaysPerYear'] as const).map((field) => (
        <NumberInput
          key={field}
          label={text.definition.fields[`investment.${field}`]}
          value={investment[field] ?? ''}
          min={0}
          max={100_000}
          decimalScale={2}
          hideControls
          onChange={(value) => set({ [field]: value === '' ? null : Number(value) })}
        />
      ))}
      <NumberInput
        label={text.definition.fields['investment.moneyPerYear']}
        value={investment.moneyPerYear ?? ''}
        min={0}
        decimalScale={2}
        thousandSeparator
        hideControls
        valueIsNumericString
        onChange={(value) => set({ moneyPerYear: value === '' ? null : String(value) })}
      />
      <TextInput
        label={text.definition.fields['investment.currency']}
        value={investment.currency}
        maxLength={3}
        onChange={(event) => set({ currency: event.currentTarget.value.toUpperCase() })}
      />
    </fieldset>
  )
}

function PartFields({ content, onChange }: FieldsProps) {
  return TEXT_PARTS.map((part) => (
    <Textarea
      key={part}
      label={text.definition.fields[part]}
      description={text.definition.hints[part]}
      value={content[part]}
      autosize
      minRows={3}
      maxLength={4_000}
      onChange={(event) => onChange({ ...content, [part]: event.currentTarget.value })}
    />
  ))
}

function sentenceOf(save: DraftSave): string {
  switch (save.kind) {
    case 'unreadable':
      return text.save.unreadable(save.paths.map((path) => partName(path)).join(', '))
    case 'failed':
      return `${text.save.failed}: ${toProblem(save.error).detail}`
    case 'conflict':
      return text.save.failed
    default:
      return text.save[save.kind]
  }
}

function Conflict({ draft }: { draft: DefinitionDraft }) {
  if (draft.save.kind !== 'conflict') return null
  const theirs = new Map(partsOf(draft.save.theirs.content))
  const rows = partsOf(draft.content)
    .map(([field, mine]) => ({ field, before: mine, after: theirs.get(field) ?? null }))
    .filter(({ before, after }) => before !== after)
  return (
    <div role="alert" className={classes.notice} data-tone="caution">
      <b>{text.save.conflictTitle}</b>
      <p>{text.save.conflictSentence}</p>
      <PartTable before={text.save.mine} after={text.save.theirs} rows={rows} />
      <div className={classes.buttons}>
        <Button onClick={draft.takeTheirs}>{text.save.takeTheirs}</Button>
        <Button variant="filled" onClick={draft.keepMine}>
          {text.save.keepMine}
        </Button>
      </div>
    </div>
  )
}

/** What still stands in the way, each part by its name. */
function Faults({ draft: { stored } }: { draft: DefinitionDraft }) {
  if (stored.faults.length === 0) return <p className={classes.muted}>{text.definition.ready}</p>
  return (
    <div className={classes.notice}>
      <b>{text.definition.notYet}</b>
      <ul className={classes.faults}>
        {stored.faults.map(({ path, code, message }) => (
          <li key={`${path} ${code}`}>
            {partName(path)}: {message}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** The draft with every part, saved as it is typed. */
export function DefinitionEditor({ draft }: { draft: DefinitionDraft }) {
  const { content, change, save } = draft
  const isWrong = save.kind === 'failed' || save.kind === 'unreadable' || save.kind === 'conflict'
  return (
    <Panel
      title={text.definition.title}
      actions={
        <span className={classes.save} data-tone={isWrong ? 'loss' : 'plain'} role="status">
          {sentenceOf(save)}
          {save.kind === 'failed' ? <QuietButton onClick={draft.retry}>{text.save.retry}</QuietButton> : null}
        </span>
      }
    >
      <div className={classes.form}>
        <Conflict draft={draft} />
        <PartFields content={content} onChange={change} />
        <InvestmentFields content={content} onChange={change} />
        <div className={classes.pair}>
          <TextInput
            type="date"
            label={text.definition.fields.effectiveDate}
            description={text.definition.hints.effectiveDate}
            value={content.effectiveDate ?? ''}
            onChange={(event) => change({ ...content, effectiveDate: event.currentTarget.value || null })}
          />
          {draft.stored.number > 1 ? (
            <Textarea
              label={text.definition.fields.rebuildReason}
              description={text.definition.hints.rebuildReason}
              value={content.rebuildReason}
              autosize
              minRows={2}
              maxLength={2_000}
              onChange={(event) => change({ ...content, rebuildReason: event.currentTarget.value })}
            />
          ) : null}
        </div>
        <Faults draft={draft} />
      </div>
    </Panel>
  )
}
