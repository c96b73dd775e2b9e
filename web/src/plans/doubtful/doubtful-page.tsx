import type { DoubtfulStatement } from '@mainstay/contract/plans-statements'
import { Button } from '@mantine/core'
import { useAccess } from '../../client/index.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatNumber } from '../../kit/format/number.ts'
import { Page } from '../../kit/layout/page.tsx'
import { Panel } from '../../kit/layout/panel.tsx'
import { TopBar } from '../../kit/layout/top-bar.tsx'
import { AppLink, useGoTo } from '../../kit/routing/app-link.tsx'
import { QueryGate } from '../../kit/states/query-gate.tsx'
import { StateEmpty } from '../../kit/states/states.tsx'
import { paths } from '../../paths.ts'
import classes from '../situation/situation.module.css'
import { nameOf, StillTrue } from '../situation/statement-deeds.tsx'
import { StatementMeta } from '../situation/statement-meta.tsx'
import { useDoubtfulStatements } from './doubtful-queries.ts'
import { text } from './text.ts'

/** What nobody has asked again for too long, over all plans the reader may see. */
export function DoubtfulPage() {
  const locale = useLocale()
  const query = useDoubtfulStatements()
  const total = query.data?.pages[0]?.total
  return (
    <Page
      title={text.title}
      topBar={<TopBar title={text.title} breadcrumbs={[{ label: text.plans, href: paths.plans() }]} />}
    >
      <Panel title={total === undefined ? text.list : text.count(formatNumber(total, { locale }))} subtitle={text.note}>
        <QueryGate query={query}>{({ pages }) => <List rows={pages.flatMap(({ rows }) => rows)} />}</QueryGate>
        {query.hasNextPage ? (
          <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {text.more}
          </Button>
        ) : null}
      </Panel>
    </Page>
  )
}

function List({ rows }: { readonly rows: readonly DoubtfulStatement[] }) {
  const goTo = useGoTo()
  const { isKnown, may } = useAccess()
  const mayWrite = may('plans:write')
  if (rows.length === 0) {
    const open = <Button onClick={() => goTo(paths.plans())}>{text.toPlans}</Button>
    return <StateEmpty title={text.empty} sentence={text.emptySentence} action={open} />
  }
  return (
    <>
      <ul className={classes.items} aria-label={text.list}>
        {rows.map((statement) => (
          <Row key={statement.id} statement={statement} mayWrite={mayWrite} />
        ))}
      </ul>
      {mayWrite || !isKnown ? null : <p className={classes.muted}>{text.mayNot}</p>}
    </>
  )
}

function Row({ statement, mayWrite }: { readonly statement: DoubtfulStatement; readonly mayWrite: boolean }) {
  const { plan, sectionTitle, fieldLabel, content } = statement
  return (
    <li className={classes.item}>
      <div className={classes.itemHead}>
        <span className={classes.label}>
          <AppLink href={paths.planPart(plan.id, 'situation')}>{plan.title}</AppLink>
          {` · ${plan.account.name} · ${sectionTitle}`}
          {fieldLabel === null ? null : ` · ${fieldLabel}`}
        </span>
        {mayWrite ? <StillTrue planId={plan.id} statement={statement} name={nameOf(content)} /> : null}
      </div>
      <p className={classes.content}>{content}</p>
      <StatementMeta statement={statement} />
    </li>
  )
}
