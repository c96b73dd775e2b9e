import { Button } from '@mantine/core'
import { useState } from 'react'
import { showFailure } from '../../kit/feedback/undo-toast.tsx'
import { Tag } from '../../kit/figures/badges.tsx'
import { DateText } from '../../kit/figures/date-text.tsx'
import { Page } from '../../kit/layout/page.tsx'
import { Panel } from '../../kit/layout/panel.tsx'
import { TopBar } from '../../kit/layout/top-bar.tsx'
import { AppLink } from '../../kit/routing/app-link.tsx'
import { QueryGate } from '../../kit/states/query-gate.tsx'
import { StateEmpty } from '../../kit/states/states.tsx'
import { paths } from '../../paths.ts'
import { CommentsDrawer } from '../comments/comments-button.tsx'
import { type PlanNotice, useMarkNotices, useNotices } from './api/notice-queries.ts'
import classes from './notices.module.css'
import { text } from './text.ts'

const ABOUT_APPROVAL: readonly PlanNotice['kind'][] = ['approval_asked', 'changes_asked', 'approved', 'withdrawn']

/** What others told the reader, with the way to answer on the spot. */
export function NoticesPage() {
  const notices = useNotices()
  const mark = useMarkNotices()
  const hasUnread = notices.data?.pages.some((page) => page.rows.some(({ isRead }) => !isRead)) ?? false
  const markAll = () => mark.mutate('all', { onError: (error) => showFailure(error) })
  return (
    <Page
      title={text.title}
      topBar={
        <TopBar
          title={text.title}
          actions={
            <Button onClick={markAll} loading={mark.isPending} disabled={!hasUnread}>
              {text.readAll}
            </Button>
          }
        />
      }
    >
      <Panel>
        <QueryGate query={notices}>
          {({ pages }) => {
            const rows = pages.flatMap((page) => page.rows)
            if (rows.length === 0) return <StateEmpty title={text.emptyTitle} sentence={text.emptySentence} />
            return (
              <ul className={classes.list} aria-label={text.title}>
                {rows.map((notice) => (
                  <NoticeItem key={notice.id} notice={notice} onRead={() => mark.mutate([notice.id])} />
                ))}
              </ul>
            )
          }}
        </QueryGate>
        {notices.hasNextPage ? (
          <Button loading={notices.isFetchingNextPage} onClick={() => void notices.fetchNextPage()}>
            {text.more}
          </Button>
        ) : null}
      </Panel>
    </Page>
  )
}

function placeOf({ kind, plan, account }: PlanNotice): string {
  if (plan === null) return paths.account(account.id)
  if (kind === 'action_given' || kind === 'handed_over') return paths.planPart(plan.id, 'actions')
  return ABOUT_APPROVAL.includes(kind) ? paths.planPart(plan.id, 'history') : paths.plan(plan.id)
}

function NoticeItem({ notice, onRead }: { notice: PlanNotice; onRead: () => void }) {
  const [isTalking, setTalking] = useState(false)
  const { plan, account, subject, duty, others } = notice
  const sentence = text.sentences[notice.kind](notice.actorName)
  const told = duty === null ? sentence : text.withDuty(sentence, text.duties[duty])
  const readOnce = () => {
    if (!notice.isRead) onRead()
  }
  const about = subject === null || subject.kind === 'plan' ? '' : ` ${text.on(text.subjects[subject.kind])}`
  return (
    <li className={classes.item} data-read={notice.isRead}>
      <div className={classes.line}>
        {notice.isRead ? null : <Tag tone="accent">{text.isNew}</Tag>}
        <span className={classes.sentence}>
          {others === 0 ? told : text.andOthers(told, others)}
          {about}
        </span>
        <span className={classes.muted}>
          <DateText value={notice.at} form="instant" />
        </span>
      </div>
      {notice.excerpt === null ? null : <p className={classes.excerpt}>{notice.excerpt}</p>}
      <div className={classes.line}>
        <AppLink href={placeOf(notice)} onClick={readOnce}>
          {plan?.title ?? account.name}
        </AppLink>
        {plan === null ? null : <span className={classes.muted}>{plan.accountName}</span>}
        {subject === null ? null : (
          <Button
            size="compact-xs"
            onClick={() => {
              setTalking(true)
              readOnce()
            }}
          >
            {text.comments}
          </Button>
        )}
        {notice.isRead ? null : (
          <Button size="compact-xs" onClick={onRead}>
            {text.markRead}
          </Button>
        )}
      </div>
      {isTalking && subject !== null && plan !== null ? (
        <CommentsDrawer
          planId={plan.id}
          subjectKind={subject.kind}
          subjectId={subject.id}
          title={subject.kind === 'plan' ? plan.title : `${text.subjects[subject.kind]}, ${plan.title}`}
          onClose={() => setTalking(false)}
        />
      ) : null}
    </li>
  )
}
