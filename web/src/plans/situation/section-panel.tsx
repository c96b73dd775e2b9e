import { Button } from '@mantine/core'
import { Tag } from '../../kit/figures/badges.tsx'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatNumber } from '../../kit/format/number.ts'
import { Panel } from '../../kit/layout/panel.tsx'
import { SectionNotes } from '../texts/section-notes.tsx'
import type { StatementSection } from './api/statement-queries.ts'
import { FieldRow } from './field-row.tsx'
import type { SectionContext } from './section-context.ts'
import classes from './situation.module.css'
import { StatementConflict, StatementForm } from './statement-form.tsx'
import { StatementItem } from './statement-item.tsx'
import { text } from './text.ts'
import { useFocusBack } from './use-focus-back.ts'
import { orphanedDrafts, type StatementEditor, useStatementEditor } from './use-statement-editor.ts'

export interface SectionPanelProps {
  readonly planId: string
  readonly currency: string
  readonly mayWrite: boolean
  readonly content: StatementSection
}

/** Where a section begins, for the way there from the list of sections. */
export function sectionAnchor(sectionKey: string): string {
  return `section-${sectionKey}`
}

/** A section of a plan: its fields, then its statements, the latest first. */
export function SectionPanel({ planId, currency, mayWrite, content }: SectionPanelProps) {
  const { section, values, earlier, statements } = content
  const context = { planId, sectionKey: section.key, currency, mayWrite }
  const isEmpty = statements.length === 0 && section.fields.length === 0
  const orphans = mayWrite ? orphanedDrafts(context, content) : []
  return (
    <div id={sectionAnchor(section.key)} tabIndex={-1} className={classes.section}>
      <Panel title={section.title} subtitle={agesIn(section.freshMonths)} actions={<SectionTags content={content} />}>
        {section.help ? <p className={classes.help}>{section.help}</p> : null}
        {section.fields.length > 0 ? (
          <ul className={classes.items} aria-label={text.fields(section.title)}>
            {section.fields.map((field) => (
              <FieldRow
                key={field.key}
                context={context}
                field={field}
                value={values.find(({ fieldKey }) => fieldKey === field.key) ?? null}
                earlier={earlier.filter(({ fieldKey }) => fieldKey === field.key)}
              />
            ))}
          </ul>
        ) : null}
        {statements.length > 0 ? (
          <ul className={classes.items} aria-label={text.statements(section.title)}>
            {statements.map((statement) => (
              <StatementItem key={statement.id} context={context} statement={statement} />
            ))}
          </ul>
        ) : null}
        {orphans.map((id) => (
          <OrphanedDraft key={id} context={context} id={id} />
        ))}
        {isEmpty ? <p className={classes.muted}>{mayWrite ? text.noStatementsMay : text.noStatements}</p> : null}
        {mayWrite ? <AddStatement context={context} title={section.title} /> : null}
        <SectionNotes planId={planId} section={section} mayWrite={mayWrite} />
      </Panel>
    </div>
  )
}

function agesIn(freshMonths: number | null): string {
  return freshMonths === null ? text.neverAges : text.ages(freshMonths)
}

function SectionTags({ content: { section, values, statements } }: { readonly content: StatementSection }) {
  const locale = useLocale()
  const doubtful = [...values, ...statements].filter(({ freshness }) => freshness === 'doubtful').length
  return (
    <span className={classes.tags}>
      {doubtful > 0 ? (
        <Tag tone="loss">{text.doubtfulCount(formatNumber(doubtful, { locale }), doubtful === 1)}</Tag>
      ) : null}
      {section.audience === 'plan' ? null : <Tag tone="accent">{text.audience[section.audience]}</Tag>}
    </span>
  )
}

/** What was typed over a statement that somebody has taken out meanwhile. */
function OrphanedDraft({ context, id }: { readonly context: SectionContext; readonly id: string }) {
  const { planId, sectionKey } = context
  const editor = useStatementEditor({ planId, sectionKey, fieldKey: null }, null, id)
  if (!editor.isUnsaved) return null
  return <StatementConflict editor={editor} label={text.form.content} />
}

function AddStatement({ context, title }: { readonly context: SectionContext; readonly title: string }) {
  const editor = useStatementEditor({ planId: context.planId, sectionKey: context.sectionKey, fieldKey: null }, null)
  return editor.isOpen ? <StatementForm editor={editor} field={null} /> : <AddButton editor={editor} title={title} />
}

function AddButton({ editor, title }: { readonly editor: StatementEditor; readonly title: string }) {
  const opener = useFocusBack(editor)
  return (
    <div className={classes.add}>
      <Button ref={opener} aria-label={text.of(text.add, title)} onClick={editor.open}>
        {text.add}
      </Button>
      {editor.isUnsaved ? (
        <Tag tone="caution" title={text.form.restored}>
          {text.unsaved}
        </Tag>
      ) : null}
    </div>
  )
}
