import { Button, Drawer } from '@mantine/core'
import { useState } from 'react'
import { useAccess } from '../../client/index.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatNumber } from '../../kit/format/number.ts'
import { useGoTo } from '../../kit/routing/app-link.tsx'
import { paths } from '../../paths.ts'
import { AskOverrideButton } from '../overrides/ask-override.tsx'
import shared from '../selection.module.css'
import { KindTag } from './candidate-columns.tsx'
import classes from './candidates.module.css'
import { NominateForm } from './nominate-form.tsx'
import { text } from './text.ts'
import type { Candidate } from './types.ts'

/** Evidence that is missing, with the score it could bring. */
function MissingTable({ missing }: { missing: Candidate['missing'] }) {
  const locale = useLocale()
  if (missing.length === 0) return <p className={classes.muted}>{text.list.complete}</p>
  return (
    <table className={shared.table} aria-label={text.detail.missing}>
      <thead>
        <tr>
          <th scope="col">{text.detail.criterion}</th>
          <th scope="col">{text.detail.kind}</th>
          <th scope="col" data-align="end">
            {text.detail.scoreAtBest}
          </th>
        </tr>
      </thead>
      <tbody>
        {missing.map(({ key, name, isJudged, scoreAtBest }) => (
          <tr key={key}>
            <th scope="row">{name}</th>
            <td>{isJudged ? text.detail.judged : text.detail.measured}</td>
            <td data-align="end">{formatNumber(scoreAtBest, { locale, decimals: 1 })}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Standing({ candidate }: { candidate: Candidate }) {
  const locale = useLocale()
  const write = (value: number, decimals = 1) => formatNumber(value, { locale, decimals })
  const points = write(Math.abs(candidate.distance))
  const distance = candidate.distance <= 0 ? text.detail.overBy(points) : text.detail.shortBy(points)
  return (
    <>
      <p className={classes.reason}>
        {text.detail.standing(write(candidate.rank, 0), distance)}{' '}
        {candidate.missing.length > 0 ? text.detail.optimistic(write(candidate.optimisticScore)) : null}
      </p>
      {candidate.nomination ? (
        <p className={classes.muted}>{text.list.nominatedBy(candidate.nomination.nominatorName)}</p>
      ) : null}
    </>
  )
}

export interface CandidateDrawerProps {
  readonly candidate: Candidate
  readonly onClose: () => void
}

/** One candidate: why, what is not known, and what can be done about it. */
export function CandidateDrawer({ candidate, onClose }: CandidateDrawerProps) {
  const goTo = useGoTo()
  const access = useAccess()
  const [isNominating, setNominating] = useState(false)
  const { account, strengths, missing, nomination, kind } = candidate
  const toScore = () => goTo(paths.accountTab(account.id, 'score'))
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="lg"
      title={account.name}
      closeButtonProps={{ 'aria-label': text.detail.close }}
    >
      <div className={classes.detail}>
        <div>
          <KindTag kind={kind} /> <span className={classes.muted}>{text.list.kindHints[kind]}</span>
        </div>
        <Standing candidate={candidate} />
        {strengths.length > 0 ? (
          <section>
            <h3 className={classes.subheading}>{text.detail.strengths}</h3>
            <p className={classes.reason}>{strengths.map(({ name }) => name).join(', ')}</p>
          </section>
        ) : null}
        <section>
          <h3 className={classes.subheading}>{text.detail.missing}</h3>
          <MissingTable missing={missing} />
        </section>
        {isNominating ? (
          <NominateForm account={account} onDone={() => setNominating(false)} />
        ) : (
          <div className={classes.buttons}>
            {access.may('selection:ask') && nomination === null ? (
              <Button variant="filled" onClick={() => setNominating(true)}>
                {text.detail.nominate}
              </Button>
            ) : null}
            {access.may('selection:judge') && missing.some(({ isJudged }) => isJudged) ? (
              <Button onClick={toScore}>{text.detail.judge}</Button>
            ) : null}
            <AskOverrideButton accountId={account.id} accountName={account.name} />
            <Button onClick={() => goTo(paths.rounds())}>{text.detail.round}</Button>
            <Button onClick={toScore}>{text.detail.open}</Button>
          </div>
        )}
      </div>
    </Drawer>
  )
}
