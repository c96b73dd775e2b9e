import { formatDate } from '../../kit/format/date.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatMoneyFull } from '../../kit/format/money.ts'
import { formatNumber } from '../../kit/format/number.ts'
import { CommentsButton } from '../comments/comments-button.tsx'
import type { PlanField, PlanStatement, StatementSection } from './api/statement-queries.ts'
import type { SectionContext } from './section-context.ts'
import classes from './situation.module.css'
import { StatementDeeds } from './statement-deeds.tsx'
import { StatementForm } from './statement-form.tsx'
import { StatementMeta } from './statement-meta.tsx'
import { text } from './text.ts'
import { useStatementEditor } from './use-statement-editor.ts'

export interface FieldRowProps {
  readonly context: SectionContext
  readonly field: PlanField
  readonly value: PlanStatement | null
  /** What was answered before, the latest first. */
  readonly earlier: StatementSection['earlier']
}

/** A field of a section with its value, which is written in place. */
export function FieldRow({ context, field, value, earlier }: FieldRowProps) {
  const { planId, sectionKey, currency, mayWrite } = context
  const editor = useStatementEditor({ planId, sectionKey, fieldKey: field.key }, value)
  if (editor.isOpen) {
    return (
      <li className={classes.item}>
        <StatementForm editor={editor} field={field} />
      </li>
    )
  }
  return (
    <li className={classes.item}>
      <div className={classes.itemHead}>
        <span className={classes.label}>{field.label}</span>
        <div className={classes.deeds}>
          {mayWrite ? (
            <StatementDeeds
              planId={planId}
              statement={value}
              name={field.label}
              editor={editor}
              removeLabel={text.clear}
            />
          ) : null}
          {value === null ? null : (
            <CommentsButton planId={planId} subjectKind="statement" subjectId={value.id} title={field.label} />
          )}
        </div>
      </div>
      {value === null ? (
        <p className={classes.muted}>
          {text.notFilled}
          {field.isRequired ? ` · ${text.required}` : null}
          {field.help ? ` · ${field.help}` : null}
        </p>
      ) : (
        <>
          <p className={classes.content}>
            <FieldValue field={field} content={value.content} currency={currency} />
          </p>
          <StatementMeta statement={value} />
          <EarlierAnswers earlier={earlier} />
        </>
      )}
    </li>
  )
}

/** How it came to the answer of now. */
function EarlierAnswers({ earlier }: Pick<FieldRowProps, 'earlier'>) {
  const locale = useLocale()
  if (earlier.length === 0) return null
  const answers = earlier.map(({ content, asOf }) => text.answeredOn(content, formatDate(asOf, locale)))
  return <p className={classes.meta}>{text.before(answers.join(', '))}</p>
}

interface FieldValueProps {
  readonly field: PlanField
  readonly content: string
  readonly currency: string
}

/** A value as it is read in the reader's language. */
function FieldValue({ field, content, currency }: FieldValueProps) {
  const locale = useLocale()
  switch (field.kind) {
    case 'date':
      return formatDate(content, locale)
    case 'money':
      return formatMoneyFull(content, { locale, currency })
    case 'number':
      return formatNumber(Number(content), { locale, decimals: content.split('.')[1]?.length ?? 0 })
    default:
      return content
  }
}
