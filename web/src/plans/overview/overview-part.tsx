import { DateText } from '../../kit/figures/date-text.tsx'
import { PercentText } from '../../kit/figures/percent-text.tsx'
import { useLocale } from '../../kit/format/locale.tsx'
import { PageColumns, PageStack } from '../../kit/layout/page.tsx'
import { Panel } from '../../kit/layout/panel.tsx'
import { AppLink } from '../../kit/routing/app-link.tsx'
import { QueryGate } from '../../kit/states/query-gate.tsx'
import { paths } from '../../paths.ts'
import type { PlanHeader } from '../api.ts'
import { usePlanChanges } from '../lifecycle/api/plan-queries.ts'
import { GradeBar } from '../objectives/grade-bar.tsx'
import type { PartProps } from '../part-props.ts'
import classes from '../plans.module.css'
import { changeWords } from '../shared/deed-words.ts'
import { CaseLines } from './case-lines.tsx'
import { LineList } from './line-list.tsx'
import { type Objectives, type Statements, useOverview } from './overview-queries.ts'
import { periodState, tabOf, whatIsDoubtful, whatToDo } from './plan-facts.ts'
import { PlanTree } from './plan-tree.tsx'
import { text } from './text.ts'

/** One look: what to do, what changed, what is doubtful, how far it is written, and where it stands. */
export function OverviewPart({ plan }: PartProps) {
  const { statements, swot, objectives, actions, value, buying } = useOverview(plan)
  return (
    <PageColumns template="1.3fr 1.1fr .9fr">
      <PageStack>
        <LineList
          title={text.todo}
          planId={plan.id}
          lines={whatToDo({
            actions: actions.data,
            swot: swot.data,
            objectives: objectives.data,
            buying: buying.data,
            statements: plan.status === 'closed' ? undefined : statements.data,
            sections: plan.sections,
          })}
          sources={[actions, swot, objectives, buying]}
          otherwise={text.nothingToDo}
        />
        {objectives.data ? <ObjectiveList planId={plan.id} part={objectives.data} /> : null}
        {value.data ? <CaseLines planId={plan.id} part={value.data} /> : null}
      </PageStack>
      <PageStack>
        <LineList
          title={text.doubtful}
          planId={plan.id}
          lines={whatIsDoubtful({ statements: statements.data, swot: swot.data, value: value.data })}
          sources={[statements, swot, value]}
          otherwise={text.nothingDoubtful}
        />
        <Changes planId={plan.id} />
      </PageStack>
      <PageStack>
        {statements.data ? <Written plan={plan} part={statements.data} /> : null}
        <Periods plan={plan} />
        <PlanTree plan={plan} />
      </PageStack>
    </PageColumns>
  )
}

function ObjectiveList({ planId, part }: { planId: string; part: Objectives }) {
  const open = part.objectives.filter(({ status }) => status === 'open')
  return (
    <Panel title={text.objectives}>
      {open.length === 0 ? <p className={classes.muted}>{text.noObjectives}</p> : null}
      <ul className={classes.list}>
        {open.map((objective) => {
          const standing = objective.figures ?? objective.marginFigures
          return (
            <li key={objective.id}>
              <AppLink href={paths.planPart(planId, 'objectives')}>{objective.title}</AppLink>
              {standing === null || standing.grade === null ? (
                <span className={classes.small}>{text.noGrade}</span>
              ) : (
                <GradeBar standing={standing} size="small" />
              )}
            </li>
          )
        })}
      </ul>
    </Panel>
  )
}

function Changes({ planId }: { planId: string }) {
  const locale = useLocale()
  const changes = usePlanChanges(planId)
  return (
    <Panel title={text.changed}>
      <QueryGate query={changes}>
        {({ rows, total }) => (
          <>
            {rows.length === 0 ? <p className={classes.muted}>{text.nothingChanged}</p> : null}
            <ul className={classes.list}>
              {rows.map((change) => (
                <li key={change.id}>
                  <span>{text.byWhom(change.actorName, changeWords(change, locale))}</span>
                  <span className={classes.small}>
                    <DateText value={change.at} form="instant" />
                  </span>
                </li>
              ))}
            </ul>
            {total > rows.length ? (
              <AppLink href={paths.planPart(planId, 'history')}>{text.more(total - rows.length)}</AppLink>
            ) : null}
          </>
        )}
      </QueryGate>
    </Panel>
  )
}

function Written({ plan, part }: { plan: PlanHeader; part: Statements }) {
  const { completeness } = part
  return (
    <Panel
      title={text.written}
      subtitle={completeness.share === null ? undefined : <PercentText fraction={completeness.share} decimals={0} />}
    >
      <p className={classes.small}>{completeness.asked === 0 ? text.nothingAsked : text.writtenNote}</p>
      <ul className={classes.list}>
        {completeness.sections
          .filter(({ asked }) => asked > 0)
          .map(({ sectionKey, title, done, asked, missing }) => (
            <li key={sectionKey}>
              <AppLink href={paths.planPart(plan.id, tabOf(plan.sections, sectionKey))}>{title}</AppLink>
              <span className={classes.small} title={missing.length > 0 ? text.missing(missing.join(', ')) : undefined}>
                {text.complete(done, asked)}
              </span>
            </li>
          ))}
      </ul>
    </Panel>
  )
}

function Periods({ plan }: { plan: PlanHeader }) {
  const today = new Date().toISOString().slice(0, 10)
  return (
    <Panel title={text.periods}>
      <ul className={classes.list}>
        {plan.periods.map((period) => (
          <li key={period.number}>
            <b>{period.label}</b>
            <span className={classes.small}>
              <DateText value={period.startsOn} /> – <DateText value={period.endsOn} />, {periodState(period, today)}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
