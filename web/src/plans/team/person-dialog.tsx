import { Autocomplete, Button, Checkbox, Modal, NativeSelect, Textarea, TextInput } from '@mantine/core'
import type { FormEvent } from 'react'
import { QuietButton } from '../../kit/layout/quiet-button.tsx'
import { ConflictNote } from '../shared/conflict-note.tsx'
import { MemberSelect } from '../shared/member-select.tsx'
import type { TeamPart as Team } from './api/team-queries.ts'
import { draftOf, type PersonDraft } from './person-draft.ts'
import classes from './team.module.css'
import { text } from './text.ts'
import { type PersonEditing, type PersonEditor, usePersonEditor } from './use-person-editor.ts'

const words = text.form
const DUTIES = ['accountable', 'responsible', 'consulted', 'informed'] as const

export interface PersonDialogProps extends PersonEditing {
  readonly team: Team
}

/** Gives somebody a duty, or changes what is said of them. */
export function PersonDialog({ team, ...editing }: PersonDialogProps) {
  const { person, first, onClose } = editing
  const side = person?.side ?? first.side
  const added = side === 'ours' ? words.addOurs : words.addCustomer
  return (
    <Modal
      opened
      onClose={onClose}
      title={person === null ? added : words.change(person.name)}
      closeButtonProps={{ 'aria-label': words.cancel }}
    >
      <PersonForm team={team} editing={editing} />
    </Modal>
  )
}

function PersonForm({ team, editing }: { readonly team: Team; readonly editing: PersonEditing }) {
  const editor = usePersonEditor(editing)
  if (editor.theirs) return <Conflict editor={editor} />
  const submit = (event: FormEvent) => {
    event.preventDefault()
    editor.save()
  }
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      {editor.isRestored ? (
        <div role="status" className={classes.notice}>
          {words.restored} <QuietButton onClick={editor.discard}>{words.discard}</QuietButton>
        </div>
      ) : null}
      {editor.errors.form ? (
        <p role="alert" className={classes.refused}>
          {editor.errors.form}
        </p>
      ) : null}
      <WhoFields editor={editor} team={team} />
      <DutyFields editor={editor} mayShapeInner={team.mayShapeInner} />
      {editor.isHeld ? <Held editor={editor} team={team} /> : null}
      <div className={classes.buttons}>
        <Button onClick={editing.onClose}>{words.cancel}</Button>
        <Button type="submit" variant="filled" loading={editor.isBusy}>
          {editing.person === null ? words.add : words.save}
        </Button>
      </div>
    </form>
  )
}

function WhoFields({ editor, team }: { readonly editor: PersonEditor; readonly team: Team }) {
  const { draft, errors, type } = editor
  const isOurs = draft.side === 'ours'
  const others = team.people.flatMap(({ personId }) => (personId === null ? [] : [personId]))
  return (
    <>
      {isOurs ? (
        <MemberSelect
          label={words.member}
          description={words.memberHint}
          error={errors.fields.personId}
          value={draft.personId}
          valueName={draft.name}
          without={others}
          onChange={(personId) => type(personId === null ? { personId, name: '', isInner: false } : { personId })}
        />
      ) : null}
      {draft.personId === null ? (
        <TextInput
          label={words.name}
          required
          maxLength={200}
          data-autofocus={isOurs ? undefined : true}
          value={draft.name}
          error={errors.fields.name}
          onChange={(event) => type({ name: event.currentTarget.value })}
        />
      ) : null}
      <Autocomplete
        label={words.function}
        description={words.functionHint}
        required
        maxLength={80}
        data={[...(isOurs ? text.functions : text.functionsOfCustomer)]}
        value={draft.function}
        error={errors.fields.function}
        onChange={(what) => type({ function: what })}
      />
    </>
  )
}

function DutyFields({ editor, mayShapeInner }: { readonly editor: PersonEditor; readonly mayShapeInner: boolean }) {
  const { draft, errors, type } = editor
  const duties = draft.side === 'ours' ? DUTIES : DUTIES.filter((duty) => duty !== 'accountable')
  const isMember = draft.personId !== null
  return (
    <>
      <NativeSelect
        label={words.duty}
        description={text.dutyHints[draft.duty]}
        value={draft.duty}
        error={errors.fields.duty}
        data={duties.map((duty) => ({ value: duty, label: text.duties[duty] }))}
        onChange={({ currentTarget }) =>
          type({ duty: DUTIES.find((duty) => duty === currentTarget.value) ?? draft.duty })
        }
      />
      <Textarea
        label={words.task}
        description={words.taskHint}
        autosize
        minRows={2}
        maxLength={1000}
        value={draft.task}
        error={errors.fields.task}
        onChange={(event) => type({ task: event.currentTarget.value })}
      />
      {draft.side === 'ours' ? (
        <Checkbox
          label={words.inner}
          description={innerHint(mayShapeInner, isMember)}
          checked={draft.isInner}
          disabled={!mayShapeInner || !isMember}
          error={errors.fields.isInner}
          onChange={(event) => type({ isInner: event.currentTarget.checked })}
        />
      ) : null}
    </>
  )
}

function innerHint(mayShapeInner: boolean, isMember: boolean): string {
  if (!mayShapeInner) return words.innerNotYours
  return isMember ? words.innerHint : words.innerMembersOnly
}

function Held({ editor, team }: { readonly editor: PersonEditor; readonly team: Team }) {
  const holder = team.people.find(({ duty }) => duty === 'accountable')
  return (
    <div role="alert" className={classes.notice}>
      <p>
        <b>{holder ? `${holder.name}: ${text.dutyHints.accountable}` : text.dutyHints.accountable}</b>
      </p>
      <p>{words.heldSentence}</p>
      <Button loading={editor.isBusy} onClick={editor.takeOver}>
        {words.takeOver}
      </Button>
    </div>
  )
}

function Conflict({ editor }: { readonly editor: PersonEditor }) {
  const { draft } = editor
  const person = editor.theirs?.person ?? null
  const theirs = person && draftOf(person)
  const line = (label: string, say: (draft: PersonDraft) => string) => ({
    label,
    mine: say(draft),
    theirs: theirs ? say(theirs) : words.gone,
  })
  return (
    <ConflictNote
      fields={[
        line(words.name, ({ name }) => name),
        line(words.function, (one) => one.function),
        line(words.duty, ({ duty }) => text.duties[duty]),
        line(words.task, ({ task }) => task),
        line(words.inner, ({ isInner }) => (isInner ? words.yes : words.no)),
      ]}
      isBusy={editor.isBusy}
      onKeepMine={editor.keepMine}
      onTakeTheirs={editor.discard}
    />
  )
}
