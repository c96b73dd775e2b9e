import { ActionIcon, Button, Checkbox, NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core'
import IconArrowDown from '@tabler/icons-react/dist/esm/icons/IconArrowDown.mjs'
import IconArrowUp from '@tabler/icons-react/dist/esm/icons/IconArrowUp.mjs'
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs'
import { useState } from 'react'
import { showUndo } from '../../kit/feedback/undo-toast.tsx'
import { Tag } from '../../kit/figures/badges.tsx'
import { QuietButton } from '../../kit/layout/quiet-button.tsx'
import classes from '../plans.module.css'
import { moved, newField, putBack } from './sections.ts'
import type { Field, Section } from './templates.ts'
import { text } from './text.ts'

const ICON = { size: 15, 'aria-hidden': true } as const
/** Parts whose records a plan can hold today. */
const PARTS = [
  'statements',
  'goals',
  'white_space',
  'swot',
  'objectives',
  'actions',
  'value_cases',
  'buying_process',
  'team',
] as const
const AUDIENCES = ['plan', 'inner', 'customer'] as const
const FIELD_KINDS = ['text', 'number', 'money', 'date', 'choice'] as const

/** A choice out of a closed list, with words for each. */
function choicesOf<Value extends string>(values: readonly Value[], words: Readonly<Record<Value, string>>) {
  return values.map((value) => ({ value, label: words[value] }))
}

export interface SectionEditorProps {
  readonly section: Section
  readonly isFrozen: boolean
  readonly onChange: (next: (section: Section) => Section) => void
  readonly onMove: (step: 1 | -1) => void
  readonly onRemove: () => void
}

/** One section: its head is always there, the rest opens for change. */
export function SectionEditor({ section, isFrozen, onChange, onMove, onRemove }: SectionEditorProps) {
  const [isOpen, setIsOpen] = useState(false)
  const deed = isFrozen ? text.show : text.edit
  const { title, part, audience, fields } = section
  return (
    <section className={classes.section} aria-label={title}>
      <div className={classes.sectionHead}>
        <h3>{title}</h3>
        <span className={classes.small}>
          {text.parts[part]}
          {fields.length > 0 ? `, ${text.fieldsOf(fields.length)}` : ''}
        </span>
        <Tag tone={audience === 'plan' ? 'neutral' : audience === 'inner' ? 'caution' : 'accent'}>
          {text.audiences[audience]}
        </Tag>
        {isFrozen ? null : (
          <>
            <ActionIcon aria-label={text.up(title)} onClick={() => onMove(-1)}>
              <IconArrowUp {...ICON} />
            </ActionIcon>
            <ActionIcon aria-label={text.down(title)} onClick={() => onMove(1)}>
              <IconArrowDown {...ICON} />
            </ActionIcon>
            <ActionIcon aria-label={text.remove(title)} onClick={onRemove}>
              <IconTrash {...ICON} />
            </ActionIcon>
          </>
        )}
        <QuietButton aria-label={text.of(deed, title)} aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          {deed}
        </QuietButton>
      </div>
      {isOpen ? (
        <fieldset disabled={isFrozen} className={`${classes.form} ${classes.bare}`}>
          <SectionFields section={section} onChange={onChange} />
          {part === 'statements' ? <FieldList section={section} onChange={onChange} /> : null}
        </fieldset>
      ) : null}
    </section>
  )
}

function SectionFields({ section, onChange }: Pick<SectionEditorProps, 'section' | 'onChange'>) {
  const { title, help, part, audience, freshMonths } = section
  const set = (change: Partial<Section>) => onChange((now) => ({ ...now, ...change }))
  return (
    <>
      <TextInput
        label={text.sectionTitle}
        value={title}
        maxLength={120}
        onChange={(event) => set({ title: event.currentTarget.value })}
      />
      <Textarea
        label={text.help}
        autosize
        minRows={1}
        maxLength={1000}
        value={help}
        onChange={(event) => set({ help: event.currentTarget.value })}
      />
      <div className={classes.pair}>
        <NativeSelect
          label={text.part}
          value={part}
          data={choicesOf<Section['part']>(part === 'reviews' ? [...PARTS, 'reviews'] : PARTS, text.parts)}
          onChange={(event) => {
            const chosen = PARTS.find((one) => one === event.currentTarget.value) ?? part
            set({ part: chosen, ...(chosen === 'statements' ? {} : { fields: [], freshMonths: null }) })
          }}
        />
        <NativeSelect
          label={text.audience}
          value={audience}
          data={choicesOf(AUDIENCES, text.audiences)}
          onChange={(event) =>
            set({ audience: AUDIENCES.find((one) => one === event.currentTarget.value) ?? audience })
          }
        />
        {part === 'statements' ? (
          <NumberInput
            label={text.freshMonths}
            description={text.freshHint}
            min={1}
            max={120}
            allowDecimal={false}
            value={freshMonths ?? ''}
            onChange={(value) => set({ freshMonths: value === '' ? null : Number(value) })}
          />
        ) : null}
      </div>
    </>
  )
}

function FieldList({ section, onChange }: Pick<SectionEditorProps, 'section' | 'onChange'>) {
  const setFields = (next: (fields: Section['fields']) => Section['fields']) =>
    onChange((now) => ({ ...now, fields: next(now.fields) }))
  const remove = (field: Field, at: number) => {
    setFields((fields) => fields.filter(({ key }) => key !== field.key))
    showUndo({
      message: text.removedSection(field.label),
      undo: () => setFields((fields) => putBack(fields, at, field)),
    })
  }
  return (
    <>
      <b>{text.fields}</b>
      {section.fields.map((field, at) => (
        <FieldEditor
          key={field.key}
          field={field}
          onChange={(change) =>
            setFields((fields) => fields.map((one) => (one.key === field.key ? { ...one, ...change } : one)))
          }
          onMove={(step) => setFields((fields) => moved(fields, at, step))}
          onRemove={() => remove(field, at)}
        />
      ))}
      <div>
        <Button size="xs" onClick={() => setFields((fields) => [...fields, newField()])}>
          {text.addField}
        </Button>
      </div>
    </>
  )
}

interface FieldEditorProps {
  readonly field: Field
  readonly onChange: (change: Partial<Field>) => void
  readonly onMove: (step: 1 | -1) => void
  readonly onRemove: () => void
}

function FieldEditor({ field, onChange, onMove, onRemove }: FieldEditorProps) {
  const { label, help, kind, choices, isRequired } = field
  return (
    <fieldset className={classes.field} aria-label={label}>
      <div className={classes.pair}>
        <TextInput
          label={text.fieldLabel}
          maxLength={120}
          value={label}
          onChange={(event) => onChange({ label: event.currentTarget.value })}
        />
        <NativeSelect
          label={text.fieldKind}
          value={kind}
          data={choicesOf(FIELD_KINDS, text.fieldKinds)}
          onChange={(event) => onChange({ kind: FIELD_KINDS.find((one) => one === event.currentTarget.value) ?? kind })}
        />
        <TextInput
          label={text.help}
          maxLength={600}
          value={help}
          onChange={(event) => onChange({ help: event.currentTarget.value })}
        />
      </div>
      {kind === 'choice' ? (
        <Textarea
          label={text.choices}
          autosize
          minRows={2}
          defaultValue={choices.join('\n')}
          onBlur={(event) =>
            onChange({
              choices: event.currentTarget.value
                .split('\n')
                .map((line) => line.trim())
                .filter(Boolean)
                .slice(0, 40),
            })
          }
        />
      ) : null}
      <div className={classes.sectionHead}>
        <Checkbox
          label={text.required}
          checked={isRequired}
          onChange={(event) => onChange({ isRequired: event.currentTarget.checked })}
        />
        <ActionIcon aria-label={text.up(label)} onClick={() => onMove(-1)}>
          <IconArrowUp {...ICON} />
        </ActionIcon>
        <ActionIcon aria-label={text.down(label)} onClick={() => onMove(1)}>
          <IconArrowDown {...ICON} />
        </ActionIcon>
        <ActionIcon aria-label={text.remove(label)} onClick={onRemove}>
          <IconTrash {...ICON} />
        </ActionIcon>
      </div>
    </fieldset>
  )
}
