import { Button, NativeSelect, TextInput } from '@mantine/core'
import { toProblem } from '../../kit/api/api-error.ts'
import { showFailure, showNotice, showUndo } from '../../kit/feedback/undo-toast.tsx'
import { Panel } from '../../kit/layout/panel.tsx'
import { useTierKeys } from '../lifecycle/api/plan-queries.ts'
import classes from '../plans.module.css'
import { ConflictNote } from '../shared/conflict-note.tsx'
import { SectionEditor } from './section-editor.tsx'
import { moved, newSection, putBack } from './sections.ts'
import { type Section, type Template, useMoveTemplate } from './templates.ts'
import { text } from './text.ts'
import { type TemplateDraft, type TemplateSave, useTemplateDraft } from './use-template-draft.ts'

const outline = (sections: readonly Section[]) => sections.map(({ title }) => title).join(', ')

/** A draft of a template: name, for whom, and its sections. Saved by itself. */
export function TemplateEditor({ template }: { template: Template }) {
  const draft = useTemplateDraft(template)
  const { content, stored, save, change } = draft
  const activate = useMoveTemplate('activatePlanTemplate')
  const setSections = (next: (sections: Section[]) => Section[]) =>
    change((now) => ({ ...now, sections: next(now.sections) }))
  const remove = (section: Section, at: number) => {
    setSections((sections) => sections.filter(({ key }) => key !== section.key))
    showUndo({
      message: text.removedSection(section.title),
      undo: () => setSections((sections) => putBack(sections, at, section)),
    })
  }
  return (
    <Panel
      title={`${content.name}, ${text.version(stored.number)}`}
      subtitle={<SaveWords save={save} onRetry={draft.retry} />}
      actions={
        <Button
          variant="filled"
          disabled={save.kind !== 'saved' || stored.faults.length > 0}
          loading={activate.isPending}
          onClick={() =>
            activate.mutate(stored, {
              onSuccess: () => showNotice(text.activated(stored.name)),
              onError: (error) => showFailure(error),
            })
          }
        >
          {text.activate}
        </Button>
      }
    >
      <Conflict draft={draft} />
      <div className={classes.form}>
        <Heading draft={draft} />
        <Faults template={stored} />
        <div>
          {content.sections.length === 0 ? <p className={classes.muted}>{text.noSections}</p> : null}
          {content.sections.map((section, at) => (
            <SectionEditor
              key={section.key}
              section={section}
              isFrozen={false}
              onChange={(next) =>
                setSections((sections) => sections.map((one) => (one.key === section.key ? next(one) : one)))
              }
              onMove={(step) => setSections((sections) => moved(sections, at, step))}
              onRemove={() => remove(section, at)}
            />
          ))}
          <Button onClick={() => setSections((sections) => [...sections, newSection()])}>{text.addSection}</Button>
        </div>
      </div>
    </Panel>
  )
}

function SaveWords({ save, onRetry }: { save: TemplateSave; onRetry: () => void }) {
  if (save.kind === 'conflict') return null
  if (save.kind !== 'failed') return <span role="status">{text[save.kind]}</span>
  return (
    <span role="alert">
      {text.notSaved}: {toProblem(save.error).detail}{' '}
      <Button size="xs" onClick={onRetry}>
        {text.retry}
      </Button>
    </span>
  )
}

function Conflict({ draft }: { draft: TemplateDraft }) {
  const { save, content } = draft
  if (save.kind !== 'conflict') return null
  return (
    <ConflictNote
      fields={[
        { label: text.name, mine: content.name, theirs: save.theirs.name },
        { label: text.sections, mine: outline(content.sections), theirs: outline(save.theirs.sections) },
      ]}
      onKeepMine={draft.keepMine}
      onTakeTheirs={draft.takeTheirs}
    />
  )
}

function Heading({ draft }: { draft: TemplateDraft }) {
  const tiers = useTierKeys()
  const { content, change } = draft
  return (
    <div className={classes.pair}>
      <TextInput
        label={text.name}
        maxLength={120}
        value={content.name}
        onChange={(event) => {
          const name = event.currentTarget.value
          change((now) => ({ ...now, name }))
        }}
      />
      <NativeSelect
        label={text.kind}
        value={content.kind}
        data={[
          { value: 'account', label: text.kinds.account },
          { value: 'unit', label: text.kinds.unit },
        ]}
        onChange={(event) => {
          const kind = event.currentTarget.value === 'unit' ? ('unit' as const) : ('account' as const)
          change((now) => ({ ...now, kind }))
        }}
      />
      <NativeSelect
        label={text.tier}
        value={content.tier ?? ''}
        data={[
          { value: '', label: text.everyTier },
          ...(tiers.data?.tiers ?? []).map(({ key, name }) => ({ value: key, label: name })),
        ]}
        onChange={(event) => {
          const tier = event.currentTarget.value || null
          change((now) => ({ ...now, tier }))
        }}
      />
    </div>
  )
}

/** What stands in the way of using the version, with the section it is about. */
function Faults({ template }: { template: Template }) {
  if (template.faults.length === 0) return null
  const titleAt = (path: string) => template.sections[Number(/^sections\.(\d+)/.exec(path)?.[1] ?? -1)]?.title
  return (
    <div className={classes.notice} role="status">
      <b>{text.faults}</b>
      <ul>
        {template.faults.map(({ path, message }) => (
          <li key={path}>
            {titleAt(path)}
            {titleAt(path) === undefined ? '' : ': '}
            {message}
          </li>
        ))}
      </ul>
    </div>
  )
}
