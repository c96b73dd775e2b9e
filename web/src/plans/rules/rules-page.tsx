import { Button } from '@mantine/core'
import * as z from 'zod/mini'
import { useAccess } from '../../client/index.ts'
import { Tag } from '../../kit/figures/badges.tsx'
import { Page, PageColumns } from '../../kit/layout/page.tsx'
import { Panel } from '../../kit/layout/panel.tsx'
import { TopBar } from '../../kit/layout/top-bar.tsx'
import { useUrlState } from '../../kit/routing/use-url-state.ts'
import { QueryGate } from '../../kit/states/query-gate.tsx'
import { StateEmpty } from '../../kit/states/states.tsx'
import { paths } from '../../paths.ts'
import classes from '../plans.module.css'
import { type Rule, useRules } from './api/rule-queries.ts'
import { RuleDialog } from './rule-dialog.tsx'
import { RuleView, STATUS_TONE } from './rule-view.tsx'
import { text } from './text.ts'

const pageState = z.object({ id: z.optional(z.coerce.string()), create: z._default(z.boolean(), false) })
type PageState = z.infer<typeof pageState>

/** Rules that put actions into plans: in words, tested before they are on, with every run. */
export function RulesPage() {
  const [state, setState] = useUrlState<PageState>(pageState)
  const access = useAccess()
  const rules = useRules()
  const mayWrite = access.may('program:write')
  const create = () => setState({ create: true })
  return (
    <Page
      title={text.title}
      topBar={
        <TopBar
          title={text.title}
          breadcrumbs={[{ label: text.plans, href: paths.plans() }]}
          actions={mayWrite ? <Button onClick={create}>{text.create}</Button> : null}
        />
      }
    >
      {mayWrite && state.create ? (
        <RuleDialog
          rule={null}
          onClose={() => setState({ create: false })}
          onDone={(id) => setState({ id, create: false })}
        />
      ) : null}
      <QueryGate query={rules}>
        {({ rows }) =>
          rows.length === 0 ? (
            <StateEmpty
              title={text.empty}
              sentence={mayWrite ? text.emptySentence : text.emptyRead}
              action={
                mayWrite ? (
                  <Button variant="filled" onClick={create}>
                    {text.create}
                  </Button>
                ) : undefined
              }
            />
          ) : (
            <Rules rows={rows} shownId={state.id} mayWrite={mayWrite} onOpen={(id) => setState({ id })} />
          )
        }
      </QueryGate>
    </Page>
  )
}

interface RulesProps {
  readonly rows: readonly Rule[]
  readonly shownId: string | undefined
  readonly mayWrite: boolean
  readonly onOpen: (id: string) => void
}

function Rules({ rows, shownId, mayWrite, onOpen }: RulesProps) {
  const { isKnown } = useAccess()
  const [first] = rows
  const shown = rows.find(({ id }) => id === shownId) ?? first
  return (
    <PageColumns template="1fr 2.4fr">
      <Panel title={text.list}>
        <ul className={classes.templates}>
          {rows.map(({ id, name, status, made }) => (
            <li key={id}>
              <button
                type="button"
                className={classes.template}
                aria-current={id === shown?.id ? 'true' : undefined}
                onClick={() => onOpen(id)}
              >
                <span>{name}</span>
                <span>
                  <Tag tone={STATUS_TONE[status]}>{text.status[status]}</Tag>{' '}
                  <span className={classes.small}>{text.made(made)}</span>
                </span>
              </button>
            </li>
          ))}
        </ul>
        <p className={classes.small}>{text.note}</p>
        {mayWrite || !isKnown ? null : <p className={classes.small}>{text.mayNot}</p>}
      </Panel>
      <div className={classes.form}>{shown ? <RuleView key={shown.id} rule={shown} mayWrite={mayWrite} /> : null}</div>
    </PageColumns>
  )
}
