import { useLocale } from '../../kit/format/locale.tsx'
import { formatNumber, formatPercent } from '../../kit/format/number.ts'
import { Panel } from '../../kit/layout/panel.tsx'
import { AppLink } from '../../kit/routing/app-link.tsx'
import { paths } from '../../paths.ts'
import type { PlanHeader } from '../api.ts'
import type { StatementsPart } from './api/statement-queries.ts'
import { sectionAnchor } from './section-panel.tsx'
import classes from './situation.module.css'
import { text } from './text.ts'

const words = text.completeness

function goTo(sectionKey: string): void {
  const section = document.getElementById(sectionAnchor(sectionKey))
  section?.scrollIntoView({ block: 'start' })
  section?.focus()
}

/** The tab on which a section is that is not on this page; those of one part have the same name but for the underscore. */
function tabOf({ sections }: PlanHeader, sectionKey: string): string {
  const part = sections.find(({ key }) => key === sectionKey)?.part ?? 'overview'
  return part.replace('_', '-')
}

export interface CompletenessPanelProps {
  readonly plan: PlanHeader
  readonly part: StatementsPart
}

/** How much of the plan is written, by section; every section is one press away. */
export function CompletenessPanel({ plan, part }: CompletenessPanelProps) {
  const locale = useLocale()
  const { completeness } = part
  const onPage = new Set(part.sections.map(({ section }) => section.key))
  const count = (number: number) => formatNumber(number, { locale })
  return (
    <Panel title={words.title} subtitle={words.note}>
      <p className={classes.share}>
        <b>{completeness.share === null ? '' : formatPercent(completeness.share, { locale, decimals: 0 })}</b>{' '}
        <span className={classes.muted}>{words.of(count(completeness.done), count(completeness.asked))}</span>
      </p>
      <ul className={classes.completeness} aria-label={words.sections}>
        {completeness.sections.map(({ sectionKey, title, asked, done, missing }) => (
          <li key={sectionKey}>
            <div className={classes.completenessLine}>
              {onPage.has(sectionKey) ? (
                <button type="button" className={classes.sectionLink} onClick={() => goTo(sectionKey)}>
                  {title}
                </button>
              ) : (
                <AppLink className={classes.sectionLink} href={paths.planPart(plan.id, tabOf(plan, sectionKey))}>
                  {title}
                </AppLink>
              )}
              <span className={classes.count} data-full={done === asked}>
                {done === 0 && asked === 1 ? words.nothing : words.of(count(done), count(asked))}
              </span>
            </div>
            {missing.length > 0 ? <p className={classes.muted}>{words.missing(missing.join(', '))}</p> : null}
          </li>
        ))}
      </ul>
    </Panel>
  )
}
