import { Button, Checkbox } from '@mantine/core'
import { useState } from 'react'
import * as z from 'zod/mini'
import { useAccess } from '../../client/index.ts'
import { Tag } from '../../kit/figures/badges.tsx'
import { Page, PageColumns } from '../../kit/layout/page.tsx'
import { Panel } from '../../kit/layout/panel.tsx'
import { TopBar } from '../../kit/layout/top-bar.tsx'
import { useUrlState } from '../../kit/routing/use-url-state.ts'
import { QueryGate } from '../../kit/states/query-gate.tsx'
import { paths } from '../../paths.ts'
import { MasterSlidePanel } from '../master-slide/master-slide-panel.tsx'
import classes from '../plans.module.css'
import { NameDialog } from './name-dialog.tsx'
import { TemplateEditor } from './template-editor.tsx'
import { TemplateView } from './template-view.tsx'
import { type Template, useTemplates } from './templates.ts'
import { text } from './text.ts'

const pageState = z.object({ id: z.optional(z.coerce.string()), archived: z._default(z.boolean(), false) })
type PageState = z.infer<typeof pageState>
const TONE = { draft: 'caution', active: 'gain', archived: 'neutral' } as const

/** Templates of plans with their versions; a draft is changed here. */
export function TemplatesPage() {
  const [state, setState] = useUrlState<PageState>(pageState)
  const [isCreating, setIsCreating] = useState(false)
  const access = useAccess()
  const templates = useTemplates()
  const mayManage = access.may('plans:manage')
  const open = (id: string) => setState({ id })
  return (
    <Page
      title={text.title}
      topBar={
        <TopBar
          title={text.title}
          breadcrumbs={[{ label: text.plans, href: paths.plans() }]}
          actions={mayManage ? <Button onClick={() => setIsCreating(true)}>{text.create}</Button> : null}
        />
      }
    >
      {isCreating ? <NameDialog copyOf={null} onClose={() => setIsCreating(false)} onDone={open} /> : null}
      <QueryGate query={templates}>
        {({ rows }) => {
          const shown = rows.find(({ id }) => id === state.id) ?? rows.find(({ status }) => status === 'active')
          const listed = rows.filter(({ id, status }) => state.archived || status !== 'archived' || id === shown?.id)
          return (
            <PageColumns template="1fr 2.4fr">
              <div className={classes.stack}>
                <Panel title={text.list}>
                  <TemplateList rows={listed} shownId={shown?.id} onOpen={open} />
                  <p className={classes.small}>{text.note}</p>
                  <Checkbox
                    size="xs"
                    label={text.showArchived}
                    checked={state.archived}
                    onChange={(event) => setState({ archived: event.currentTarget.checked })}
                  />
                </Panel>
                <MasterSlidePanel mayManage={mayManage} />
              </div>
              {shown === undefined ? (
                <Panel>
                  <p className={classes.muted}>{text.choose}</p>
                </Panel>
              ) : shown.status === 'draft' && mayManage ? (
                <TemplateEditor key={shown.id} template={shown} />
              ) : (
                <TemplateView key={shown.id} template={shown} mayManage={mayManage} onOpen={open} />
              )}
            </PageColumns>
          )
        }}
      </QueryGate>
    </Page>
  )
}

interface TemplateListProps {
  readonly rows: readonly Template[]
  readonly shownId: string | undefined
  readonly onOpen: (id: string) => void
}

function TemplateList({ rows, shownId, onOpen }: TemplateListProps) {
  return (
    <ul className={classes.templates}>
      {rows.map(({ id, name, number, status, plans }) => (
        <li key={id}>
          <button
            type="button"
            className={classes.template}
            aria-current={id === shownId ? 'true' : undefined}
            onClick={() => onOpen(id)}
          >
            <span>
              {name} <span className={classes.small}>{text.version(number)}</span>
            </span>
            <span>
              <Tag tone={TONE[status]}>{text.status[status]}</Tag>{' '}
              <span className={classes.small}>{text.usedBy(plans)}</span>
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}
